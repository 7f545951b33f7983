/// A reply that is a stored file. The web adapter sends it piece by piece, all or a range of it, from a sandbox.
public struct FileReply: Sendable {
    public let attachment: Attachment

    public init(_ attachment: Attachment) {
        self.attachment = attachment
    }
}
