internal import Formats
internal import Kernel
internal import Markup

/// What a browser needs to keep the workspace on the machine, as an app and without a network.
enum InstallEndpoints {
    /// W3C Web App Manifest.
    static let manifest = Endpoint(.get, "/manifest.webmanifest", .everyone, .bytes("安裝成應用程式的說明", ["application/manifest+json"])) { call in
        let visit = try call.visit
        let manifest: JSON = [
            "name": .string(call.t("研考") + " " + call.t(verbatim: call.city.government)), "short_name": .string(call.t("研考")), "id": "/inbox",
            "start_url": "/inbox", "scope": "/", "display": "standalone", "lang": .string(call.t.language.tag), "background_color": "#faf7f0",
            "theme_color": "#073b41",
            "icons": [
                ["src": .string(visit.site.assets.mark.text), "sizes": "any", "type": "image/svg+xml", "purpose": "any"]
            ],
        ]
        return .bytes(manifest.utf8(), type: "application/manifest+json; charset=utf-8")
    }

    /// At the root, for a worker sees what lies below its own address. Browsers ask for it again by themselves.
    static let worker = Endpoint(.get, "/service-worker.js", .everyone, .bytes("讓待辦離線也能看的程式", ["text/javascript"])) { call in
        .bytes(try call.visit.site.assets.worker, type: "text/javascript; charset=utf-8")
    }
}
