internal import Kernel

enum AssetEndpoint {
    /// The name carries a hash of the content, so a browser may keep it for ever.
    static let asset = Endpoint(.get, "/assets/{asset}", .everyone, .bytes("樣式與圖示", ["text/css", "text/javascript", "image/svg+xml"])) { call in
        guard let asset = try call.visit.site.assets.served[try call.parameter("asset")] else { throw Problem.notFound }
        var reply = Reply.bytes(asset.bytes, type: asset.type)
        reply.headers.append(("Cache-Control", asset.isHashed ? "public, max-age=31536000, immutable" : "public, max-age=3600"))
        return reply
    }
}
