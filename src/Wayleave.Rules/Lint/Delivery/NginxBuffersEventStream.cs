using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Meaning;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>nginx gathers an answer of server-sent events, which whoever cannot have a socket lives on.</summary>
internal sealed class NginxBuffersEventStream : ILintRule
{
    // Whole segments: /events alone may be a list of concerts.
    private static readonly Regex s_names = new(@"(^|/)(sse|eventsource|event-source|event-stream|eventstream|server-sent-events|\.well-known/mercure)(/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-buffers-event-stream", CauseNames.ResponseBuffering, Severity.Warning)
    {
        Why = "With proxy_buffering, which is on from the start, nginx passes an answer on when a buffer of 4 or 8 KB is full or the answer ends. Server-sent events are smaller and do not end: they arrive minutes late, in heaps.",
        Fix = "Set proxy_buffering off at that path, or let the app send X-Accel-Buffering: no.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (NginxFile file in deployment.Of<NginxFile>())
        {
            foreach (string path in file.Named("location").Where(location => location.HasBlock).SelectMany(location => NginxSocketPaths.Examples(location)).Where(path => s_names.IsMatch(path)).Distinct())
            {
                var stream = new Handshake { Path = path, Host = deployment.Domain };
                foreach (Config.Model.Hop hop in deployment.Hops.Where(hop => hop.Product == "nginx"))
                {
                    foreach (Passage passage in hop.Pass(stream).Where(passage => passage is { End: PassageEnd.Forwarded, Buffers.Value: true } && passage.At.Source == file.Source))
                    {
                        var crossing = new Crossing(hop, new SocketPath(path, SocketPathFrom.File, null), stream, passage);
                        yield return Info.Found(passage.Buffers!.Where ?? passage.At, $"events at {path} are held back until a buffer of nginx's is full, unless the app sends X-Accel-Buffering: no") with
                        {
                            Fix = passage.Buffers.Where is null ? NginxMending.Behind(deployment, crossing, "Let events through at once.", "proxy_buffering off;") : null,
                        };
                    }
                }
            }
        }
    }
}
