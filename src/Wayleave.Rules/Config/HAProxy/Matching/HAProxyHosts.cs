using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>The hosts that a section's conditions tell apart: where nobody said which one is meant, each could be.</summary>
internal static partial class HAProxyHosts
{
    /// <summary>Stands for a host that the file does not name.</summary>
    public const string Other = "other.invalid";

    // Each is asked about on its own; what holds for so many holds for the rest.
    private const int MaxHosts = 100;

    [GeneratedRegex(@"^!?((req\.)?f?hdr(_(?<how>beg|end|dom))?\(""?host""?[,)]|ssl_fc_sni(_(?<how>end))?$|req[._]ssl_sni$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex HostPattern { get; }

    /// <summary>The hosts: the caller's if he told it, else each that conditions name, and one that none names.</summary>
    /// <param name="proxy">The section.</param>
    /// <param name="handshake">The handshake.</param>
    public static IEnumerable<string> Of(HAProxyProxy proxy, Handshake handshake) =>
        handshake.Host is { } told ? [told] : proxy.Section.Lines.SelectMany(Named).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxHosts).Append(Other);

    private static IEnumerable<string> Named(HAProxyLine line)
    {
        for (int i = 1; i < line.Words.Length; i++)
        {
            if (HostPattern.Match(line[i]) is not { Success: true } match) continue;
            string how = match.Groups["how"].Value;
            for (i++; i < line.Words.Length && line[i] is not ("}" or "if" or "unless"); i++)
            {
                if (line[i] == "-m") how = line[++i];
                else if (line[i] == "-f") i++;
                else if (!line[i].StartsWith('-') && line.Words[i].IsKnown && Example(line[i], how) is { } host) yield return host;
            }
        }
    }

    private static string? Example(string value, string how) => how switch
    {
        "" or "str" or "dom" => value,
        "end" => value.StartsWith('.') ? "www" + value : value,
        "beg" => value.EndsWith('.') ? value + Other : value,
        _ => null,
    };
}
