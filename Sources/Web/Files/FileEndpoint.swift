internal import Kernel
internal import Storage

/// `/files/{file}`: an attachment, to who may read what it belongs to. To everyone else it is not there.
enum FileEndpoint {
    static let file = Endpoint(.get, "/files/{file}", .everyone, .bytes("附件", ["application/octet-stream"])) { call in
        let (id, granted, owners) = (try call.parameter("file"), call.granted, call.city.modules.flatMap(\.fileOwners))
        let found: Attachment? = try await call.store.read { db in
            guard let attachment = try Attachment.find(id, db), let owner = owners.first(where: { $0.kind == attachment.owner.kind }),
                try owner.mayRead(attachment.owner, granted, db)
            else { return nil }
            return attachment
        }
        guard let attachment = found else { throw Problem.notFound }
        switch attachment.file.state {
        case .clean: break
        case .unscanned:
            guard call.city.settings[FileSettings.unscanned] == 1 else { throw waiting }
        case .arriving, .quarantined: throw waiting
        case .refused: throw Problem(403, "harmful-file", "這個檔案不提供下載", "掃毒程式認為它有害。請通知提供檔案的人。")
        }
        return .file(attachment)
    }

    private static let waiting = Problem(409, "file-waiting", "檔案還在檢查", "檢查通過以後才能下載。請過一會兒再試。")
}
