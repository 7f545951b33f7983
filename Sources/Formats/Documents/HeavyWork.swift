internal import Dispatch

/// Work that takes a processor for a while, a few pieces at a time: many uploads at once must not take the machine.
final class HeavyWork: Sendable {
    /// Two threads' worth of reading.
    static let reading = HeavyWork("yankao.documents", slots: 2)
    /// An office program takes much memory.
    static let printing = HeavyWork("yankao.printing", slots: 1)

    private let slots: DispatchSemaphore
    private let queue: DispatchQueue
    private let door: DispatchQueue

    private init(_ name: String, slots: Int) {
        self.slots = DispatchSemaphore(value: slots)
        queue = DispatchQueue(label: name, attributes: .concurrent)
        door = DispatchQueue(label: "\(name).door")
    }

    func run<T: Sendable, Failure: Error>(_ work: @escaping @Sendable () throws(Failure) -> T) async -> Result<T, Failure> {
        await withCheckedContinuation { continuation in
            // Waiting happens on one thread, whatever the number of those who wait.
            door.async { [slots, queue] in
                slots.wait()
                queue.async {
                    defer { slots.signal() }
                    continuation.resume(returning: Result { () throws(Failure) in try work() })
                }
            }
        }
    }
}
