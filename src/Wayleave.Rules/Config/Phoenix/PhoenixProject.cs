using System.Collections.Immutable;
using Wayleave.Rules.Config.Code;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Phoenix;

/// <summary>What an endpoint of a Phoenix app is told in production, by all files together.</summary>
/// <param name="Module">The endpoint's module: <c>AppWeb.Endpoint</c>.</param>
/// <param name="Configs">What configures it, the strongest last: runtime.exs rules over prod.exs, and that over config.exs.</param>
internal sealed record PhoenixProject(string Module, ImmutableArray<(PhoenixFile File, PhoenixCall Call)> Configs)
{
    /// <summary>The endpoints that files configure.</summary>
    public static IEnumerable<PhoenixProject> Of(IEnumerable<PhoenixFile> files) =>
        from file in files.Where(file => !file.IsForDevelopers).OrderBy(file => file.Order)
        from call in file.Calls
        where call is { Name: "config", Options: not null, Arguments: [_, DataScalar { IsQuoted: false }, ..] } && call.Arguments[1].Text!.EndsWith("Endpoint", StringComparison.Ordinal)
        group (file, call) by call.Arguments[1].Text! into endpoint
        select new PhoenixProject(endpoint.Key, [.. endpoint]);

    /// <summary>The value that a setting ends up with, and its file: keyword lists are merged. Null if no file sets it; unknown where one may.</summary>
    /// <param name="keys">The keys, the outermost first.</param>
    public (DataNode Value, PhoenixFile File)? Find(params ReadOnlySpan<string> keys)
    {
        for (int i = Configs.Length - 1; i >= 0; i--)
        {
            (PhoenixFile file, PhoenixCall call) = Configs[i];
            DataNode? node = call.Options;
            foreach (string key in keys)
            {
                if (node is not (DataMap or null)) break;
                node = node?[key];
            }

            if (node is null) continue;
            return (call.IsConditional ? new CodeUnknown(node.At) : node, file);
        }

        return null;
    }

    /// <summary>Whether Phoenix itself listens with TLS.</summary>
    public bool EndsTls => Find("https") is { Value: not DataScalar { Truth: false } };

    /// <summary>Whether the public address is one on TLS: the scheme or the port of <c>url:</c> says so.</summary>
    public bool IsPublicOnTls => Find("url", "scheme")?.Value.Text == "https" || Find("url", "port")?.Value.Text == "443";
}
