internal import Formats
internal import Kernel
internal import Markup

/// Every correction that one line can be given, each a form of its own that works without script.
struct CorrectionPanel {
    let row: ReviewRow
    let line: ReviewRow.Line
    let review: PlanReview
    let understanding: Understanding
    let values: [String: String]
    let errors: [String: Phrase]
    let t: Words
    let token: String

    var html: HTML {
        let title = t("修正第 \(line.number) 行")
        let forms: [HTML] = [buttons, perspective, wording, split, moving].compactMap(\.self)
        return #"""
            <section class="yk-review-panel" aria-label="\#(title)"><h3>\#(title)</h3>\#(failure("act"))\#(forms)\#(others)<p><a href="\#(PlanURL.review(review.id, from: line.key))">\#(t("關閉"))</a></p></section>
            """#
    }

    /// The node that begins in this line.
    private var node: Outline.Node? {
        guard case .node(let node) = row.reading, row.first.key == line.key else { return nil }
        return node
    }

    private func form(_ content: HTML) -> HTML {
        let url: LocalURL = "\(PlanURL.review(review.id))/corrections"
        return #"""
            <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(token)"><input type="hidden" name="seen" value="\#(review.state)"><input type="hidden" name="line" value="\#(line.key)">\#(content)</form>
            """#
    }

    private func button(_ act: String, _ title: Phrase) -> HTML {
        #"<button class="btn btn-outline-primary" type="submit" name="act" value="\#(act)">\#(t(title))</button>"#
    }

    private var buttons: HTML {
        var acts: [HTML] = []
        if let node, node.kind.isHeading {
            if node.level > 1 { acts.append(button("heading \(node.level - 1)", "升一層")) }
            acts.append(button("heading \(node.level + 1)", "降一層"))
        } else {
            acts += (1...5).map { button("heading \($0)", "改成第 \($0) 層標題") }
        }
        acts += [
            button("paragraph", "改成內文"), button("joined", "接上一行"), button("furniture", "改成頁面雜項"), button("automatic", "由系統判斷"),
        ]
        return form(#"<div class="yk-actions">\#(acts)</div>"#)
    }

    private var wording: HTML {
        let text = kept("wording") ?? line.text
        return form(
            #"""
            <label class="form-label" for="v-wording">\#(t("這一行的文字"))</label><textarea class="form-control" id="v-wording" \#(wrong("wording")) name="value" rows="2" maxlength="\#(CorrectionForm.longest)" lang="zh-Hant-TW">\#(text)</textarea>\#(failure("wording"))\#(button("wording", "改文字"))
            """#)
    }

    private var split: HTML {
        form(
            #"""
            <label class="form-label" for="v-split">\#(t("第二段開頭的字"))</label><input class="form-control" id="v-split" \#(wrong("split")) name="value" maxlength="\#(CorrectionForm.longest)" value="\#(kept("split"))" lang="zh-Hant-TW">\#(failure("split"))\#(button("split", "分成兩段"))
            """#)
    }

    private var perspective: HTML? {
        guard let node, let goal = understanding.plan?.goals.first(where: { $0.line == node.line }) else { return nil }
        let options: [HTML] = Perspective.allCases.map {
            let selected = $0 == goal.perspective ? Attribute("selected") : nil
            return #"<option value="\#($0.rawValue)" \#(selected)>\#(PlanWords(t: t).perspective($0))</option>"#
        }
        return form(
            #"""
            <label class="form-label" for="v-perspective">\#(t("面向"))</label><select class="form-select" id="v-perspective" \#(wrong("perspective")) name="value">\#(options)</select>\#(failure("perspective"))\#(button("perspective", "設定面向"))
            """#)
    }

    /// Where a heading can go: behind one of its level, or to the first place under one of the level above.
    private var moving: HTML? {
        guard let node, node.kind.isHeading else { return nil }
        let own = node.line...node.lastLineOfAll
        let targets = understanding.outline.allNodes.filter {
            $0.kind.isHeading && ($0.level == node.level || $0.level == node.level - 1) && !own.contains($0.line)
        }
        guard !targets.isEmpty else { return nil }
        let options: [HTML] = targets.map { option($0, for: node) }
        return form(
            #"""
            <label class="form-label" for="v-moved">\#(t("連同底下的內容移到"))</label><select class="form-select" id="v-moved" \#(wrong("moved")) name="after" lang="zh-Hant-TW">\#(options)</select>\#(failure("moved"))\#(button("moved", "移過去"))
            """#)
    }

    private func option(_ target: Outline.Node, for node: Outline.Node) -> HTML {
        let key = understanding.document.lines[target.line - 1].key
        let name = "\(target.label) \(target.title.prefix(24))"
        let place = target.level < node.level ? t("「\(name)」底下的第一項") : t("「\(name)」之後")
        return #"<option value="\#(key)">\#(place)</option>"#
    }

    private var others: HTML? {
        let links: [HTML] = row.lines.filter { $0.key != line.key && abs($0.number - line.number) <= 20 }.map {
            #"<a href="\#(PlanURL.review(review.id, line: $0.key))">\#(t("第 \($0.number) 行"))</a> "#
        }
        return links.isEmpty ? nil : #"<p class="yk-muted">\#(t("同一段的其他行："))\#(links)</p>"#
    }

    private func kept(_ act: String) -> String? { values["act"] == act ? values["value"] : nil }

    /// Ties a field to what is wrong with it, for those who hear the page.
    private func wrong(_ name: String) -> [Attribute] {
        errors[name] == nil ? [] : [Attribute("aria-invalid", "true"), Attribute("aria-describedby", "e-\(name)")]
    }

    private func failure(_ name: String) -> HTML? {
        errors[name].map { #"<p class="invalid-feedback" id="e-\#(name)">\#(Light.bad.shape)\#(t($0))</p>"# }
    }
}
