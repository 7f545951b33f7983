internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Papers of a meeting: added, taken away, listed.
enum PaperPages {
    static let all = [add, remove]

    static let fields = [
        Field("paper", "會議資料", .file([".pdf", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".txt"]))
    ]
    static let removal = [Field("paper", "會議資料", .hidden, maximum: 60)]

    static let add = Endpoint(
        .post, "/desk/meetings/{meeting}/papers", .holdsOn(MeetingsModule.manage, "meeting"),
        .form("新增會議資料", fields, bodyLimit: 202 << 20, spools: true)
    ) { call in
        try await MeetingChangePages.answering(call, "paper", fields) { page, sent in
            guard let file = sent.spooled["paper"] else { return ["paper": "請選擇檔案。"] }
            do {
                let kept = try await Files(call.city).keep(file)
                try await page.view.meeting.addPaper(kept, at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
                return [:]
            } catch let refusal as Files.Refusal {
                return ["paper": refusal.sentence]
            }
        }
    }

    static let remove = Endpoint(
        .post, "/desk/meetings/{meeting}/paper-removal", .holdsOn(MeetingsModule.manage, "meeting"), .form("移除會議資料", removal)
    ) { call in
        try await MeetingChangePages.answering(call, "paper-removal", removal) { page, sent in
            _ = try await page.view.meeting.removePaper(sent.text("paper"), as: call.granted.actor(), in: call.store)
            return [:]
        }
    }

    /// Names to open, with how large they are and whether they were looked into.
    static func list(_ papers: [Attachment], _ t: Words) -> HTML {
        guard !papers.isEmpty else { return #"<p>\#(t("沒有會議資料。"))</p>"# }
        let items: [HTML] = papers.map { paper in
            #"<li><p class="t"><a href="\#(url(paper))">\#(paper.name)</a></p><p class="m"><span>\#(paper.file.sizeText)</span><span>\#(t(paper.file.state.title))</span></p></li>"#
        }
        return #"<ul class="yk-items list-unstyled">\#(items)</ul>"#
    }

    private static func url(_ paper: Attachment) -> LocalURL { "/files/\(paper.id)" }
}
