namespace Wayleave.Cli.Reports.Html;

/// <summary>The page's style sheet: the system's own fonts, two colour schemes, nothing fetched.</summary>
internal static class HtmlStyle
{
    /// <summary>The style sheet.</summary>
    public const string Text = """
        :root { color-scheme: light dark; --paper: #fbfaf8; --ink: #1f2328; --soft: #646c76; --line: #dcd9d3; --card: #ffffff;
          --red: #b3261e; --amber: #8a5a00; --green: #1a6b3c; --blue: #1f5fa8; --code: #f3f1ec; --connect: #c9c4ba; --secure: #d9a441; --talk: #3b78c4; --open: #9bbfe6; }
        @media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e4e6e8; --soft: #9aa3ad; --line: #33383e; --card: #1d2024;
          --red: #ff8a80; --amber: #f2bb57; --green: #74cf98; --blue: #86b7ee; --code: #24282d; --connect: #565c64; --secure: #c08d34; --talk: #4f8fdb; --open: #2f5580; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 1060px; margin: 0 auto; padding: 32px 24px 64px; }
        h1 { font: 600 22px/1.3 ui-monospace, monospace; margin: 0 0 20px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 0 0 10px; }
        h3 { font-size: 15px; margin: 0 0 4px; }
        p { margin: 0 0 8px; overflow-wrap: anywhere; }
        ul { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
        .brand, .meta, .legend, .note { color: var(--soft); font-size: 14px; }
        section { margin: 0 0 28px; }
        .verdict, .finding { background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--soft); border-radius: 8px; padding: 16px 20px; }
        .verdict strong { font-size: 20px; display: block; }
        .verdict p { margin: 4px 0 0; }
        .broken, .finding.error { border-left-color: var(--red); } .broken strong, .finding.error h2 { color: var(--red); }
        .degraded, .inconclusive, .finding.warning { border-left-color: var(--amber); } .degraded strong, .inconclusive strong, .finding.warning h2 { color: var(--amber); }
        .works { border-left-color: var(--green); } .works strong { color: var(--green); }
        .chain { list-style: none; display: flex; flex-wrap: wrap; gap: 10px 26px; margin: 0; padding: 0; }
        .chain li { position: relative; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px; max-width: 260px; }
        .chain li + li::before { content: "→"; position: absolute; left: -21px; top: 10px; color: var(--soft); }
        .chain span { display: block; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
        .chain .error { border: 2px solid var(--red); } .chain .error .mark { color: var(--red); }
        .chain .warning { border: 2px solid var(--amber); } .chain .warning .mark { color: var(--amber); }
        .chain .past { opacity: .65; border-style: dashed; }
        .chain .mark { font-weight: 600; }
        pre { background: var(--code); border-radius: 6px; padding: 10px 12px; margin: 0 0 8px; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 420px; overflow-y: auto; }
        code { font: 14px ui-monospace, monospace; overflow-wrap: anywhere; }
        .exchange { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px; margin-top: 10px; }
        .exchange > div { min-width: 0; }
        .fix { border-top: 1px solid var(--line); padding-top: 12px; margin-top: 12px; }
        .fix h3 { color: var(--green); }
        a { color: var(--blue); }
        details { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 8px 14px; margin: 0 0 8px; }
        details.facts { border: 0; padding: 0; margin: 6px 0 0; color: var(--soft); }
        summary { cursor: pointer; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
        svg { display: block; font: 13px system-ui, sans-serif; } svg text { fill: var(--ink); } svg a text { fill: var(--blue); }
        svg .axis, svg .outcome { fill: var(--soft); } svg .axis { text-anchor: middle; font-size: 12px; } svg .grid { stroke: var(--line); }
        .connect { fill: var(--connect); background: var(--connect); } .secure { fill: var(--secure); background: var(--secure); }
        .talk { fill: var(--talk); background: var(--talk); } .open { fill: var(--open); background: var(--open); }
        .legend { margin-top: 8px; } .legend i { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin: 0 5px 0 12px; vertical-align: -1px; }

        """;
}
