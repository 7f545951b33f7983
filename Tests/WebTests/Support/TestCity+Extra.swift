import Kernel
import Logging
import TestSupport
import Web

extension TestCity {
    /// The same city with endpoints that only a test has.
    func site(adding endpoints: [Endpoint] = [], logger: Logger = LogLines().logger) throws -> Site {
        let extra = Module(name: "extra", title: "測試", endpoints: endpoints)
        return try Site(city: city.with(modules: city.modules + [extra]), options: site.options, logger: logger)
    }
}
