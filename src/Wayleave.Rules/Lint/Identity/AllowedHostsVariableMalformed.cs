using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A variable gives Django hosts that no host can match.</summary>
internal sealed class AllowedHostsVariableMalformed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("allowed-hosts-variable-malformed", CauseNames.HostHeaderMismatch, Severity.Error)
    {
        Why = "Settings cut the variable at its commas and compare each piece with the name in Host. A scheme, a port, a quote, a bracket or a blank in it stays part of the piece, which then matches nothing: 400, and for sockets 403 without a word in the log.",
        Fix = "Write hosts alone, with commas and nothing else between them: ALLOWED_HOSTS=app.example.com,www.example.com.",
        Source = "https://github.com/django/channels/issues/2062",
        Kinds = ["env", "compose"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (EnvLine line in AllowedHostsVariables.Of(deployment))
        {
            if (line.Value.Contains('$', StringComparison.Ordinal) || line.Value.Contains('*', StringComparison.Ordinal)) continue;
            string reading = AllowedHostsVariables.Reading(deployment, line);
            bool isDjangos = AllowedHostsVariables.IsDjangos(deployment, line);
            // Other frameworks take such a list as it is.
            if (Fault(line, reading) is not { } fault || (!isDjangos && AllowedHostsVariables.IsList(line))) continue;
            yield return Info.Found(isDjangos && fault.IsSure ? Severity.Error : Severity.Warning, line.At, $"{line.Name} {fault.Text}: Django lets no such host in, and a socket of its pages gets 400 or 403") with
            {
                Fix = fault.IsSure && line.Raw == line.Value && deployment.Of<EnvFile>().Any(file => file.Source == line.At.Source) ? Mend(line) : null,
            };
        }
    }

    private static (string Text, bool IsSure)? Fault(EnvLine line, string reading)
    {
        bool cutsAtCommas = reading.Contains(".split(\",\")", StringComparison.Ordinal) || reading.Contains(".split(',')", StringComparison.Ordinal);
        bool strips = reading.Contains("strip", StringComparison.Ordinal);
        if (AllowedHostsVariables.IsList(line))
        {
            bool takesLists = reading.Contains("json", StringComparison.OrdinalIgnoreCase) || reading.Contains("eval", StringComparison.Ordinal);
            return takesLists || strips ? null : ("is written as a list, and its brackets and quotes become part of the hosts", cutsAtCommas);
        }

        // Quotes around the whole are the file's; those inside are the value's.
        if (line.Raw.Count(c => c == '"') > 2 || line.Raw.Count(c => c == '\'') > 2) return ("has quotes inside, which become part of the hosts", true);
        foreach (string host in AllowedHostsVariables.Hosts(line))
        {
            if (DjangoHosts.Fault(host) is { } fault) return ($"has \"{host}\", which {fault}", true);
        }

        bool hasBlanks = line.Value.Contains(", ", StringComparison.Ordinal) || line.Value.Contains(" ,", StringComparison.Ordinal);
        return hasBlanks && cutsAtCommas && !strips ? ("has blanks beside its commas, and the settings cut it at the commas alone", true) : null;
    }

    private static LintFix Mend(EnvLine line)
    {
        int value = line.At.Text.IndexOf(line.Raw, line.At.Text.IndexOf('=', StringComparison.Ordinal), StringComparison.Ordinal);
        Span at = line.At with { Start = line.At.Start + value, End = line.At.Start + value + line.Raw.Length };
        string separator = line.Value.Contains(',', StringComparison.Ordinal) ? "," : line.Value.Contains(';', StringComparison.Ordinal) ? ";" : " ";
        IEnumerable<string> hosts = AllowedHostsVariables.Hosts(line).Select(host => AllowedHostsVariables.IsList(line) ? host.Trim('[', ']', '\'', '"') : host).Where(host => host.Length > 0);
        return LintFix.Of("Write the hosts alone", new Edit(at, string.Join(separator, hosts.Select(DjangoHosts.Mended).Distinct())));
    }
}
