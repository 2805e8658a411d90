using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>Conditions that ask for an Upgrade as no browser spells it.</summary>
internal static class VarnishCaseTraps
{
    /// <summary>The places of such comparisons, with what a browser sends.</summary>
    public static IEnumerable<(Span At, VclToken Wanted, string Sent)> Of(VclFile file) =>
        file.Statements.OfType<VclIf>().SelectMany(choice => choice.Branches).SelectMany(branch => Of(branch));

    private static IEnumerable<(Span At, VclToken Wanted, string Sent)> Of(VclBranch branch)
    {
        for (int i = 0; i + 2 < branch.Condition.Length; i++)
        {
            (VclToken name, VclToken symbol, VclToken wanted) = (branch.Condition[i], branch.Condition[i + 1], branch.Condition[i + 2]);
            string? sent = name.Text.ToUpperInvariant() switch { "REQ.HTTP.UPGRADE" => "websocket", "REQ.HTTP.CONNECTION" => "Upgrade", _ => null };
            if (sent is null || wanted.Kind is not VclTokenKind.Text) continue;
            bool misses = symbol.Is("==")
                ? wanted.Text != sent && string.Equals(wanted.Text, sent, StringComparison.OrdinalIgnoreCase)
                : symbol.Is("~") && StrangersPattern.Finds(sent, wanted.Text) == false && StrangersPattern.Finds(sent, wanted.Text, ignoreCase: true) == true;
            if (misses) yield return (name.At.To(wanted.At), wanted, sent);
        }
    }
}
