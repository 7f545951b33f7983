internal import Formats
internal import Kernel
internal import Logging
internal import Markup
internal import Storage

/// Errors in words: a page for people, RFC 9457 for programs. What we did not foresee is a 500 with a number that is in the log.
extension Site {
    func problemReply(for error: any Error, _ visit: Visit) -> Reply {
        switch error {
        case let problem as Problem:
            if problem.status == 401, !visit.isProgram, visit.method == .get { return signInRedirect(visit) }
            return reply(problem, visit)
        case StoreError.timeout, StoreError.overloaded, StoreError.unavailable, StoreError.retry:
            logger.warning("store busy", metadata: ["id": "\(visit.id)", "error": "\(error)"])
            var busy = Problem.busy
            busy.headers["Retry-After"] = "5"
            return reply(busy, visit)
        default:
            // Errors of the store carry no values; of all others only the type is told, for what they carry may be personal.
            let told = error is StoreError ? "\(error)" : "\(type(of: error))"
            logger.error("unexpected error", metadata: ["id": "\(visit.id)", "error": "\(told)"])
            return reply(Problem(500, "unexpected", "系統發生錯誤", "我們已經記錄下來。請告訴我們這個編號：\(visit.id)"), visit)
        }
    }

    private func signInRedirect(_ visit: Visit) -> Reply {
        let here = LocalURL(checking: visit.arrival.path)?.text
        return .seeOther(("/sign-in" as LocalURL).with(query: [("return", here)]))
    }

    private func reply(_ problem: Problem, _ visit: Visit) -> Reply {
        let t = visit.t
        var reply: Reply
        if visit.isProgram {
            let json: JSON = [
                "type": .string("urn:yankao:problem:" + problem.kind), "title": .string(t(problem.title)), "status": .int(Int64(problem.status)),
                "detail": .string(t(problem.detail)), "instance": .string("urn:uuid:" + visit.id),
            ]
            reply = Reply(status: problem.status, body: .bytes(json.utf8(), type: "application/problem+json"))
        } else {
            var page = Page(title: t(problem.title), crumbs: [.init(t("首頁"), "/"), .init(t(problem.title))], body: body(of: problem, t))
            page.status = problem.status
            reply = Reply(status: problem.status, body: .page(page))
        }
        reply.headers += problem.headers.map { ($0.key, $0.value) }
        return reply
    }

    private func body(of problem: Problem, _ t: Words) -> HTML {
        #"""
        <div class="yk-wrap"><div class="yk-lost"><p class="yk-lineno" aria-hidden="true">\#(problem.status)</p><div><h1>\#(t(problem.title))</h1>
        <p class="yk-lead">\#(t(problem.detail))</p>
        <p><a class="btn btn-primary" href="/">\#(t("回首頁"))</a> <a class="btn btn-outline-primary" href="/plans">\#(t("看施政計畫"))</a></p></div></div></div>
        """#
    }
}
