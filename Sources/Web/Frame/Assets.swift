internal import Crypto
internal import Foundation
internal import Markup

/// Stylesheets and icons, read once at start and served under names that change with their content.
struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
        /// Served under its hashed name, which a browser may keep for ever.
        let isHashed: Bool
    }

    /// By the name in the address.
    let served: [String: Asset]
    /// In the order they build on each other.
    let stylesheets: [LocalURL]
    let printStylesheet: LocalURL
    let icons: LocalURL
    let mark: LocalURL

    private static let ownStylesheets = ["tokens", "base", "frames", "parts", "pages"]

    init(bootstrapCSS: String) throws {
        guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else { throw AssetError.missing("Assets") }
        var served: [String: Asset] = [:]
        func add(_ url: URL, name: String, type: String) throws -> LocalURL {
            guard let data = FileManager.default.contents(atPath: url.path) else { throw AssetError.missing(url.lastPathComponent) }
            let hash = SHA256.hash(data: data).prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            let hashed = name.replacing(".", with: "." + hash + ".", maxReplacements: 1)
            served[hashed] = Asset(bytes: Array(data), type: type, isHashed: true)
            served[name] = Asset(bytes: Array(data), type: type, isHashed: false)
            return "/assets/\(hashed)"
        }
        stylesheets =
            [try add(URL(fileURLWithPath: bootstrapCSS), name: "bootstrap.css", type: "text/css; charset=utf-8")]
            + (try Self.ownStylesheets.map {
                try add(folder.appendingPathComponent("\($0).css"), name: "\($0).css", type: "text/css; charset=utf-8")
            })
        printStylesheet = try add(folder.appendingPathComponent("print.css"), name: "print.css", type: "text/css; charset=utf-8")
        icons = try add(folder.appendingPathComponent("icons.svg"), name: "icons.svg", type: "image/svg+xml")
        mark = try add(folder.appendingPathComponent("mark.svg"), name: "mark.svg", type: "image/svg+xml")
        self.served = served
    }
}

public enum AssetError: Error, Equatable {
    /// A file that the pages need is not there; for Bootstrap, install `libjs-bootstrap5`.
    case missing(String)
}
