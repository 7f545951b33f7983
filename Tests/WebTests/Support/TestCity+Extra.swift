import Kernel
import Logging
import TestSupport
import Web

extension TestCity {
    /// The same city with endpoints that only a test has.
    func site(adding endpoints: [Endpoint] = [], logger: Logger = LogLines().logger) throws -> Site {
        let extra = Module(name: "extra", title: "測試", endpoints: endpoints)
        let larger = City(
            government: city.government, commission: city.commission, address: city.address, securityContact: city.securityContact,
            version: city.version, store: city.store, clock: city.clock, settings: city.settings, modules: city.modules + [extra],
            grants: city.grants, english: city.english, passwords: city.passwords)
        return try Site(city: larger, options: site.options, logger: logger)
    }
}
