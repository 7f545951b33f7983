// The base of all ratios: the least that Hummingbird can answer, on the executor that the product uses. Prints its port once it listens.
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix

_ = NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
let router = Router()
router.get("/") { _, _ in "ok" }
var logger = Logger(label: "bench-base")
logger.logLevel = .notice
let application = Application(
    router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0), backlog: 1024),
    onServerRunning: { channel in
        print(channel.localAddress?.port ?? 0)
        fflush(nil)
    }, logger: logger)
try await application.runService()
