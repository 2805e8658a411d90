using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Laravel;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Laravel Reverb has a list of hosts whose pages it lets in, with an entry that is none, or without the public host.</summary>
internal sealed class ReverbOriginNotListed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("reverb-origin-not-listed", CauseNames.OriginNotAllowlisted, Severity.Error)
    {
        Why = "Reverb takes the host out of Origin and compares it with each entry of allowed_origins. A page whose host is none of them gets the error 4009 and a close; an entry with a scheme or a port lets nobody in.",
        Fix = "List hosts alone: 'allowed_origins' => ['app.example.com', '*.example.com'].",
        Source = "https://laravel.com/docs/reverb#allowed-origins",
        Kinds = ["reverb"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<ReverbFile>()
        from value in file.AllowedOrigins
        where value is DataList
        from finding in Judge((DataList)value, [.. PublicHosts.Of(deployment).Select(DjangoHosts.WithoutPort)])
        select finding;

    private IEnumerable<LintFinding> Judge(DataList list, ImmutableArray<string> hosts)
    {
        if (list.Values.Any(item => item.Text == "*")) yield break;
        DataNode[] wrong = [.. list.Values.Where(item => item is DataScalar { IsQuoted: true } && !IsHost(item.Text!))];
        foreach (DataNode item in wrong)
        {
            yield return Info.Found(item.At, $"\"{item.Text}\" in allowed_origins is more than a host, and Reverb compares hosts: it lets nobody in") with
            {
                Fix = item.At.Text.Trim('"', '\'') == item.Text && item.Text!.Length > 0 ? LintFix.Of("Write the host alone", new Edit(item.At, $"'{DjangoHosts.WithoutPort(item.Text[(item.Text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].Split('/')[0])}'")) : null,
            };
        }

        if (wrong.Length > 0 || hosts.IsEmpty || list.Values.IsEmpty || !list.Values.All(item => item is DataScalar { IsQuoted: true }) || list.Values.Any(item => hosts.Any(host => Covers(item.Text!, host)))) yield break;
        yield return Info.Found(list.At, $"allowed_origins has only {string.Join(", ", list.Values.Select(item => item.Text))}, and browsers come by {string.Join(", ", hosts)}: Reverb closes sockets of those pages with 4009");
    }

    private static bool IsHost(string entry) => entry.Length > 0 && !entry.Contains('/', StringComparison.Ordinal) && !entry.Contains(':', StringComparison.Ordinal);

    // A star stands for anything, dots too.
    private static bool Covers(string entry, string host)
    {
        string[] parts = entry.Split('*');
        if (parts.Length == 1) return string.Equals(entry, host, StringComparison.Ordinal);
        if (host.Length < parts[0].Length + parts[^1].Length || !host.StartsWith(parts[0], StringComparison.Ordinal) || !host.EndsWith(parts[^1], StringComparison.Ordinal)) return false;
        return parts[1..^1].All(part => host.Contains(part, StringComparison.Ordinal));
    }
}
