internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// What the commission said about a draft, line by line, and what the agency answered.
enum PlanCommentPages {
    private static let sayFields = [
        Field("line", "哪一項", .hidden, required: false, maximum: 64), Field("text", "意見", .paragraph, maximum: 2000),
    ]
    private static let replyFields = [
        Field("reply", "動作", .choice([("answer", "答復"), ("settle", "意見已解決"), ("reopen", "再提一次")])),
        Field("text", "答復", .paragraph, required: false, maximum: 2000),
    ]

    static let show = Endpoint(
        .get, "/plans/{plan}/comments", .holdsOn(PlanningModule.readDrafts, "plan"),
        .page("計畫的審查意見", query: [QueryParameter("line", "對哪一項寫意見"), QueryParameter("done", "剛才做了什麼")])
    ) { call in
        .page(try await CommentsView.read(call).page)
    }

    static let say = Endpoint(.post, "/plans/{plan}/comments", .holdsOn(PlanningModule.readDrafts, "plan"), .form("寫審查意見", sayFields)) { call in
        let (id, sent) = (try call.parameter("plan"), try await call.body())
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let errors = sent.errors(in: sayFields)
        guard errors.isEmpty else { return .page(try await CommentsView.read(call, .init(values: sent.values, errors: errors)).page) }
        let line = sent.text("line").isEmpty ? nil : sent.text("line")
        return try await reply(id, sent, call) { try await PlanComment.say(sent.text("text"), about: line, of: id, by: person, in: call.city) }
    }

    static let respond = Endpoint(
        .post, "/plans/{plan}/comments/{comment}", .holdsOn(PlanningModule.readDrafts, "plan"), .form("答復審查意見，或解決它", replyFields)
    ) { call in
        let (id, comment, sent) = (try call.parameter("plan"), try call.parameter("comment"), try await call.body())
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        guard let action = PlanComment.Reply(rawValue: sent.text("reply")) else { throw Problem.notFound }
        var errors = sent.errors(in: replyFields)
        if action == .answer && sent.text("text").isEmpty { errors["text"] = "請填寫這一欄。" }
        guard errors.isEmpty else {
            return .page(try await CommentsView.read(call, .init(comment: comment, values: sent.values, errors: errors)).page)
        }
        return try await reply(id, sent, call) {
            try await PlanComment.reply(action, to: comment, sent.text("text"), of: id, by: person, in: call.city)
        }
    }

    static let api = Endpoint(
        .get, "/api/v1/plans/{plan}/comments", .holdsOn(PlanningModule.readDrafts, "plan"),
        .json(
            "計畫的審查意見",
            .object([
                (
                    "items",
                    .list(
                        .object([
                            ("id", .string), ("line", .nullable(.string)), ("office", .string), ("text", .string), ("at", .string),
                            ("answer", .nullable(.string)), ("answeredAt", .nullable(.string)),
                            ("status", .word(PlanComment.Status.allCases.map(\.rawValue))),
                        ]))
                )
            ]), alsoTable: true)
    ) { call in
        let id = try call.parameter("plan")
        let comments = try await call.store.read { db -> [PlanComment]? in
            try PlanQueries.find(id, db).map { try PlanComment.all(of: $0.versionID, db) }
        }
        guard let comments else { throw Problem.notFound }
        return try table(comments, id, call)
            ?? .json([
                "items": .array(
                    comments.map { comment in
                        [
                            "id": .string(comment.id), "line": comment.line.map { .string($0) } ?? .null, "office": .string(comment.office),
                            "text": .string(comment.text), "at": .string(comment.at.description),
                            "answer": comment.answer.map { .string($0) } ?? .null,
                            "answeredAt": comment.answeredAt.map { .string($0.description) } ?? .null, "status": .string(comment.status.rawValue),
                        ]
                    })
            ])
    }

    private static let columns = [
        TableColumn("line", "項目", .narrow), TableColumn("office", "提出機關"), TableColumn("text", "意見", .broad), TableColumn("at", "時間"),
        TableColumn("answer", "答復", .broad), TableColumn("answered_at", "答復時間"), TableColumn("status", "狀態", .narrow),
    ]

    private static func table(_ comments: [PlanComment], _ id: String, _ call: Call) throws -> Reply? {
        guard var table = call.table("\(id)-comments", title: "審查意見", columns: columns) else { return nil }
        for comment in comments {
            table.append([
                .some(comment.line) { .text($0) }, .text(comment.officeName), .text(comment.text), .moment(comment.at),
                .some(comment.answer) { .text($0) }, .some(comment.answeredAt) { .moment($0) }, .text(comment.status.rawValue),
            ])
        }
        return try table.reply()
    }

    private static func reply(_ id: String, _ sent: Submission, _ call: Call, _ work: () async throws -> Void) async throws -> Reply {
        do {
            try await work()
            return .seeOther(PlanURL.comments(id).with(query: [("done", "said")]))
        } catch PlanComment.Refusal.notNow {
            return .page(try await CommentsView.read(call, .init(values: sent.values, isRefused: true)).page)
        }
    }
}
