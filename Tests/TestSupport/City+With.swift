public import Formats
public import Kernel

extension City {
    /// The same city with other modules and perhaps another clock, scanner or printer.
    public func with(modules: [Module], clock: Clock? = nil, scanner: FileScanner? = nil, printer: PDFPrinter? = nil) -> City {
        City(
            government: government, commission: commission, address: address, securityContact: securityContact, version: version, store: store,
            clock: clock ?? self.clock, settings: settings, modules: modules, grants: grants, english: english, passwords: passwords, mailer: mailer,
            scanner: scanner ?? self.scanner, printer: printer ?? self.printer)
    }
}
