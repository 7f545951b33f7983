/// Something a floor above the kernel lets modules bring, such as a procedure: declared in ``Module/contributions``, found again by its type.
public protocol Contribution: Sendable {}

extension Contribution {
    /// Those of this type among what the modules brought.
    static func chosen(from all: [any Contribution]) -> any Sendable { all.compactMap { $0 as? Self } }
}

/// What the modules brought, by type; sorted out once.
struct Contributions: Sendable {
    private let byType: [ObjectIdentifier: any Sendable]

    init(_ modules: [Module]) {
        let all = modules.flatMap(\.contributions)
        var byType: [ObjectIdentifier: any Sendable] = [:]
        for one in all {
            let type = type(of: one)
            if byType[ObjectIdentifier(type)] == nil { byType[ObjectIdentifier(type)] = type.chosen(from: all) }
        }
        self.byType = byType
    }

    func all<T: Contribution>(_ type: T.Type) -> [T] { byType[ObjectIdentifier(type)] as? [T] ?? [] }
}

extension City {
    /// What the modules brought of a kind, in their order.
    public func contributions<T: Contribution>(_ type: T.Type) -> [T] { contributed.all(type) }
}
