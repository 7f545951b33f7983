internal import CHost
internal import Glibc

/// Another program, run to its end with bytes as its input: never longer, larger or with more output than allowed, and never left behind.
///
/// It runs in a process group of its own that is killed whatever happens, inherits no open file, and gets no environment but a language and what
/// its caller names.
enum ChildProcess {
    struct Allowance {
        /// By the clock, and of the processor.
        var seconds: Int
        /// Bytes of address space.
        var memory: Int
        /// Bytes it may print.
        var output: Int
        /// Bytes of any file that it writes; nil where it has no folder to write to.
        var file: Int?
    }

    enum Outcome: Equatable {
        case ended(status: Int32, output: [UInt8], errors: [UInt8])
        /// It crashed, or took more memory or processor time than it may.
        case killed
        case tookTooLong
        case wroteTooMuch
        case notFound
    }

    /// - Parameters:
    ///   - program: its path.
    ///   - arguments: never a word that came from outside.
    ///   - environment: `NAME=value`, beside the language; never a word that came from outside.
    static func run(
        _ program: String, _ arguments: [String], input: [UInt8], _ allowance: Allowance, environment: [String] = []
    ) -> Outcome {
        guard isProgram(program) else { return .notFound }
        // posix_spawn cannot set limits: the shell does, and becomes the program.
        // Files are counted in blocks of 512 bytes (POSIX, ulimit).
        let files = allowance.file.map { "ulimit -f \($0 >> 9); " } ?? ""
        let limits = "ulimit -c 0; ulimit -v \(allowance.memory >> 10); ulimit -t \(allowance.seconds); \(files)exec \"$0\" \"$@\""
        var channels = ChildChannels()
        defer { channels.close() }
        // Should the server be killed, its children are killed with it (util-linux, prctl(2) PR_SET_PDEATHSIG).
        let keeper = isProgram("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--pdeathsig", "KILL"] : []
        guard channels.isOpen, let child = spawn(keeper + ["/bin/sh", "-c", limits, program] + arguments, channels, environment) else {
            return .killed
        }
        channels.closeChildsEnds()
        let deadline = ContinuousClock.now + .seconds(allowance.seconds)
        let problem = channels.exchange(input, limit: allowance.output, until: deadline)
        let hasEnded = problem == nil && ends(child, by: deadline)
        // Not reaped yet, so the number is still its own, and its group's.
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 && errno == EINTR {}
        if let problem { return problem }
        guard hasEnded else { return .tookTooLong }
        // The low seven bits are the signal that ended it.
        guard status & 0x7F == 0 else { return .killed }
        return .ended(status: (status >> 8) & 0xFF, output: channels.output, errors: channels.errors)
    }

    static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Waits without reaping: for nothing at first, for it printed all it had to say.
    private static func ends(_ child: pid_t, by deadline: ContinuousClock.Instant) -> Bool {
        var pause: UInt32 = 200
        while true {
            var info = siginfo_t()
            if waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT | WNOHANG) == 0, info.si_signo == SIGCHLD { return true }
            guard ContinuousClock.now < deadline else { return false }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    private static func spawn(_ words: [String], _ channels: ChildChannels, _ environment: [String]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (index, end) in channels.childsEnds.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(index)) }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // Signals as a new program expects them, whatever the server ignores.
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let settings = ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "OMP_THREAD_LIMIT=1"] + environment
        var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
        defer { for word in arguments + environment { free(word) } }
        var child: pid_t = 0
        return posix_spawn(&child, words[0], &actions, &attributes, &arguments, &environment) == 0 ? child : nil
    }
}
