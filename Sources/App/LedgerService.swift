internal import Formats
internal import Foundation
internal import Kernel
public import Ledger
internal import Logging
internal import ServiceLifecycle
internal import Storage

/// Keeps the ledger while the site is served: in this process, or ready to take over from another.
struct LedgerService: Service {
    let installation: Installation

    func run() async throws {
        let follower = installation.follower
        await cancelWhenGracefulShutdown { await follower.run() }
    }
}

extension Installation {
    /// The one that keeps the ledger for as long as it runs.
    public var follower: Follower {
        let (city, logger) = (city, logger)
        return Follower(
            store: city.store, keyFile: keyFile, name: ledgerName, day: { city.clock.today.iso },
            report: { report in
                switch report {
                case .leads: logger.info("ledger: leads")
                case .lostLead: logger.notice("ledger: lost the lead")
                case .cannotSign(let error): logger.error("ledger: cannot sign", metadata: ["error": "\(error)"])
                case .failed(let error): logger.warning("ledger: failed, will try again", metadata: ["error": "\(error as? StoreError)"])
                }
            })
    }

    /// Where the signing key is: beside the store unless the configuration says otherwise.
    public var keyFile: KeyFile {
        KeyFile(configuration["ledger.key"].isEmpty ? configuration["data"] + "/ledger.key" : configuration["ledger.key"])
    }

    /// What a new ledger is called: where the site is, without the scheme.
    public var ledgerName: String {
        let address = configuration.address
        return (address.range(of: "://").map { String(address[$0.upperBound...]) } ?? address) + "/ledger"
    }
}
