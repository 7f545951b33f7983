import Foundation
import Markup
import TestSupport
import Testing

@testable import Web

@Suite struct AssetTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Sources/Web/Assets")
        .standardized

    @Test func everyFileIsServed() async throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { !$0.hasPrefix(".") }
        #expect(names.count >= 8)
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let stylesheet = try await browser.get("/assets/yankao.css")
            #expect(stylesheet.headers["content-type"] == "text/css; charset=utf-8")
            for name in names {
                let content = try Data(contentsOf: Self.folder.appendingPathComponent(name))
                if name.hasSuffix(".css") {
                    #expect(stylesheet.text.contains(String(decoding: content, as: UTF8.self)), "\(name)")
                } else {
                    // A service worker rules what lies below its own address.
                    let answer = try await browser.get(name == "service-worker.js" ? "/service-worker.js" : "/assets/\(name)")
                    #expect(answer.status == 200 && Data(answer.bytes) == content, "\(name)")
                    #expect(answer.headers["content-type"] == (name.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml"))
                }
            }
        }
    }

    @Test func pagesLinkToNamesThatMayBeKeptForEver() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let page = try await browser.get("/plans").text
            let links = page.matches(of: /href="(\/assets\/[^"#]+)"/).map { String($0.1) }.filter { $0.hasSuffix(".css") || $0.contains("mark") }
            #expect(links.count == 2)
            for link in links {
                #expect(link.wholeMatch(of: /\/assets\/[a-z]+\.[0-9a-f]{12}\.(css|svg)/) != nil, "\(link)")
                let answer = try await browser.get(link)
                #expect(answer.status == 200 && answer.headers["cache-control"] == "public, max-age=31536000, immutable")
            }
            let plain = try await browser.get("/assets/icons.svg")
            #expect(plain.headers["cache-control"] == "public, max-age=3600")
        }
    }

    @Test func anotherContentHasAnotherName() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-\(UUID().uuidString).css")
        defer { try? FileManager.default.removeItem(at: file) }
        var names: [String] = []
        for text in ["a { }", "b { }", "a { }"] {
            try Data(text.utf8).write(to: file)
            names.append(try Assets(bootstrapCSS: file.path).stylesheet.text)
        }
        #expect(names[0] != names[1] && names[0] == names[2])
    }

    @Test func withoutBootstrapNothingStarts() {
        #expect(throws: AssetError.missing("/nowhere/bootstrap.css")) { try Assets(bootstrapCSS: "/nowhere/bootstrap.css") }
    }

    @Test func noStyleReachesOutside() throws {
        let assets = try Assets(bootstrapCSS: Site.debianBootstrapCSS)
        let css = String(decoding: try #require(assets.served["yankao.css"]).bytes, as: UTF8.self)
        #expect(!css.contains("sourceMappingURL") && !css.contains("@import") && !css.contains("url(http") && !css.contains("url(//"))
    }
}
