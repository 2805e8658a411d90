using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>Varnish 7, which carries sockets only in pipe mode.</summary>
internal static class VarnishRows
{
    private const string Pipe =
        """
        sub vcl_recv { if (req.http.Upgrade ~ "(?i)websocket") { return (pipe); } }
        sub vcl_pipe { if (req.http.Upgrade) { set bereq.http.Upgrade = req.http.Upgrade; set bereq.http.Connection = req.http.Connection; } }
        """;

    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        new("varnish-ws", "Varnish, piped → npm ws") { Varnish = Vcl("ws", Pipe), Answers = "101" },
        new("varnish-streamlit", "Varnish, piped → Tornado (Streamlit)")
        {
            Varnish = Vcl("streamlit", Pipe), Url = "ws://@listen@/_stcore/stream", Answers = "101",
        },
        new("varnish-no-pipe", "Varnish without pipe → Tornado (Streamlit)")
        {
            Varnish = Vcl("streamlit", ""), Url = "ws://@listen@/_stcore/stream",
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "varnish",
        },
        new("varnish-pipe-not-copied", "Varnish, piped without copying Upgrade → npm ws")
        {
            Varnish = Vcl("ws", "sub vcl_recv { if (req.http.Upgrade) { return (pipe); } }"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "varnish|proxy",
        },
        new("varnish-backend-down", "Varnish without pipe, nothing listens behind it")
        {
            Varnish = Vcl("dead", ""), Answers = "503", Verdict = Verdict.Broken, Cause = CauseNames.BackendDown, Hop = "varnish|app",
        },
        new("varnish-pipe-backend-down", "Varnish, piped, nothing listens behind it")
        {
            Varnish = Vcl("dead", Pipe), Answers = "closed", Verdict = Verdict.Broken, Cause = $"{CauseNames.BackendDown}|{CauseNames.AppError}", Hop = "varnish|proxy|app",
        },
        new("varnish-synth-403", "Varnish refuses the path itself")
        {
            Varnish = Vcl("ws", "sub vcl_recv { if (req.url ~ \"^/ws\") { return (synth(403)); } }"),
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.WafRuleBlock, Hop = "varnish",
        },
    ];

    private static string Vcl(string app, string subs) =>
        // VCL wants host and port apart: both of the app's address, taken apart by the placeholder's own form.
        $"vcl 4.1;\nbackend default {{ {Address(app)} }}\n{subs}\n";

    private static string Address(string app) => $".host = \"127.0.0.1\"; .port = \"@{app}-port@\";";
}
