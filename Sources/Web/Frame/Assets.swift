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
    /// All styles in one file: with several, Chromium may use Bootstrap's before ours have replaced its `data:` pictures, which the policy forbids.
    let stylesheet: LocalURL
    let mark: LocalURL
    /// ES modules by name; a page that names one loads it.
    let scripts: [String: LocalURL]
    /// Served at the root of the site.
    let worker: [UInt8]

    private static let ownScripts = ["upload", "inbox", "live", "offline", "search"]

    /// In the order they build on each other, after Bootstrap.
    private static let ownStylesheets = ["tokens", "base", "frames", "parts", "pages", "desk", "print"]

    init(bootstrapCSS: String) throws {
        guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else { throw AssetError.missing("Assets") }
        var served: [String: Asset] = [:]
        func read(_ path: String) throws -> [UInt8] {
            guard let data = FileManager.default.contents(atPath: path) else { throw AssetError.missing(path) }
            return Array(data)
        }
        func add(_ bytes: [UInt8], name: String, type: String) -> LocalURL {
            let hash = SHA256.hash(data: bytes).prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            let hashed = name.replacing(".", with: "." + hash + ".", maxReplacements: 1)
            served[hashed] = Asset(bytes: bytes, type: type, isHashed: true)
            served[name] = Asset(bytes: bytes, type: type, isHashed: false)
            return "/assets/\(hashed)"
        }
        var css = try read(bootstrapCSS)
        for name in Self.ownStylesheets { css += try Array("\n".utf8) + read(folder.appendingPathComponent("\(name).css").path) }
        // Bootstrap's licence notice stays at the head; its reference to a source map that is not served goes.
        css = Array(String(decoding: css, as: UTF8.self).replacing("/*# sourceMappingURL=bootstrap.min.css.map */", with: "").utf8)
        stylesheet = add(css, name: "yankao.css", type: "text/css; charset=utf-8")
        // Pages name the sprite by its plain name, which modules know.
        _ = add(try read(folder.appendingPathComponent("icons.svg").path), name: "icons.svg", type: "image/svg+xml")
        mark = add(try read(folder.appendingPathComponent("mark.svg").path), name: "mark.svg", type: "image/svg+xml")
        var scripts: [String: LocalURL] = [:]
        for name in Self.ownScripts {
            let bytes = try read(folder.appendingPathComponent("\(name).js").path)
            scripts[name] = add(bytes, name: "\(name).js", type: "text/javascript; charset=utf-8")
        }
        self.scripts = scripts
        worker = try read(folder.appendingPathComponent("service-worker.js").path)
        self.served = served
    }
}

public enum AssetError: Error, Equatable {
    /// A file that the pages need is not there; for Bootstrap, install `libjs-bootstrap5`.
    case missing(String)
}
