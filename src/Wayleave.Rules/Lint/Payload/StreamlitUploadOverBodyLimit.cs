using System.Globalization;
using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Streamlit;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Payload;

/// <summary>Streamlit is told to take larger uploads than the proxy in front passes on.</summary>
internal sealed class StreamlitUploadOverBodyLimit : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("streamlit-upload-over-body-limit", CauseNames.MaxMessageSize, Severity.Warning)
    {
        Why = "Streamlit takes uploads beside its socket, by plain requests. nginx refuses bodies over 1 MB with 413 unless client_max_body_size says otherwise, whatever maxUploadSize is.",
        Fix = "Set client_max_body_size to server.maxUploadSize, with room for what a form adds.",
        Source = "https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        // Streamlit's own 200 MB are nobody's wish.
        if (StreamlitOptions.Of(deployment.Files).LastOrDefault(option => option.Name == "server.maxUploadSize") is not { } option || !long.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long megabytes) || megabytes > 1 << 20) yield break;
        if (deployment.Front is { MaxBody: { } most } edge && most < megabytes << 20)
            yield return Info.Found(option.At, $"Streamlit is told to take uploads of {Sizes.Text(megabytes << 20)}, and {edge.Title} refuses those over {Sizes.Text(most)} with 413 unless the plan has more");
        foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage.End is PassageEnd.Forwarded && crossing.Handshake.Path.EndsWith(StreamlitApp.Socket, StringComparison.Ordinal)))
        {
            string upload = crossing.Handshake.Path[..^StreamlitApp.Socket.Length] + "/_stcore/upload_file/session/file";
            foreach (Passage passage in crossing.Hop.Pass(crossing.Handshake with { Path = upload }))
            {
                if (passage is { End: PassageEnd.Forwarded, MaxBody: { } body } && body.Value < megabytes << 20)
                    yield return Info.Found(body.Where ?? passage.At, $"{crossing.Hop.Product} refuses uploads over {Sizes.Text(body.Value)} with 413{(body.Where is null ? ", its default" : "")}, and Streamlit is told to take {Sizes.Text(megabytes << 20)}");
            }
        }
    }
}
