internal import Dispatch

/// Two threads' worth of reading at a time: parsing is heavy, and many uploads at once must not take the machine.
enum ReadingQueue {
    private static let slots = DispatchSemaphore(value: 2)
    private static let queue = DispatchQueue(label: "yankao.documents", attributes: .concurrent)
    private static let door = DispatchQueue(label: "yankao.documents.door")

    static func run<T: Sendable>(_ work: @escaping @Sendable () throws(DocumentError) -> T) async -> Result<T, DocumentError> {
        await withCheckedContinuation { continuation in
            // Waiting happens on one thread, whatever the number of those who wait.
            door.async {
                slots.wait()
                queue.async {
                    defer { slots.signal() }
                    continuation.resume(returning: Result { () throws(DocumentError) in try work() })
                }
            }
        }
    }
}
