internal import Glibc

/// The three streams of a child process, seen from its parent.
struct ChildChannels {
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []
    /// Sockets, not pipes: writing to one whose reader is gone is an error and not a signal.
    private var ours: [Int32] = []
    private(set) var childsEnds: [Int32] = []

    var isOpen: Bool { ours.count == 3 }

    init() {
        for _ in 0..<3 {
            var ends: [Int32] = [-1, -1]
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
                close()
                return
            }
            _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
            ours.append(ends[0])
            childsEnds.append(ends[1])
        }
    }

    mutating func closeChildsEnds() {
        for end in childsEnds { Glibc.close(end) }
        childsEnds = []
    }

    mutating func close() {
        closeChildsEnds()
        for end in ours where end >= 0 { Glibc.close(end) }
        ours = []
    }

    /// Gives the input and takes the output until the child closes its streams.
    /// - Returns: why it has to be stopped, or nil.
    mutating func exchange(_ input: [UInt8], limit: Int, until deadline: ContinuousClock.Instant) -> ChildProcess.Outcome? {
        var sent = 0
        var isReading = [false, true, true]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        if input.isEmpty { shutdown(ours[0], Int32(SHUT_WR)) }
        while isReading[1] || isReading[2] {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return .tookTooLong }
            var polled = (0..<3).map { index in
                let isWanted = index == 0 ? sent < input.count : isReading[index]
                return pollfd(fd: isWanted ? ours[index] : -1, events: Int16(index == 0 ? POLLOUT : POLLIN), revents: 0)
            }
            let milliseconds = Int32(left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000) + 1
            guard poll(&polled, 3, milliseconds) >= 0 || errno == EINTR else { return .killed }
            if polled[0].revents != 0 {
                let count = input[sent...].withUnsafeBytes { send(ours[0], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                // It need not read all that it is given.
                sent = count > 0 ? sent + count : errno == EAGAIN || errno == EINTR ? sent : input.count
                if sent == input.count { shutdown(ours[0], Int32(SHUT_WR)) }
            }
            for index in 1...2 where polled[index].revents != 0 {
                let count = recv(ours[index], &buffer, buffer.count, 0)
                if count > 0 {
                    if index == 1 { output += buffer[..<count] } else if errors.count < 1 << 16 { errors += buffer[..<count] }
                } else if count == 0 || errno != EAGAIN && errno != EINTR {
                    isReading[index] = false
                }
            }
            guard output.count <= limit else { return .wroteTooMuch }
        }
        return nil
    }
}
