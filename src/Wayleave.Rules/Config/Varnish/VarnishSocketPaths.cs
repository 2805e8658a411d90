using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Varnish.Reading;

namespace Wayleave.Rules.Config.Varnish;

/// <summary>The paths that a VCL itself treats as sockets.</summary>
internal static partial class VarnishSocketPaths
{
    // The plain path with which a pattern begins: ^/socket\.io/ is /socket.io/.
    [GeneratedRegex(@"^(\(\?i\))?\^?(?<path>/([\w/-]|\\\.)+)(?<rest>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, PatternLimit.Milliseconds)]
    private static partial Regex PathPattern { get; }

    /// <summary>The paths: those whose names say so in conditions; where none does <c>/ws</c>, which stands for any, and which the file shows if it asks for Upgrade.</summary>
    public static ImmutableArray<SocketPath> Of(VclFile file)
    {
        ImmutableArray<SocketPath> named =
        [
            .. file.Statements.OfType<VclIf>().SelectMany(choice => choice.Branches).SelectMany(Paths).DistinctBy(socket => socket.Path),
        ];
        if (!named.IsEmpty || file.Backends.IsEmpty) return named;
        VclToken? asks = file.Statements.OfType<VclIf>().SelectMany(choice => choice.Branches).SelectMany(branch => branch.Condition).FirstOrDefault(token => string.Equals(token.Text, "req.http.Upgrade", StringComparison.OrdinalIgnoreCase));
        return [new SocketPath("/ws", asks is null ? SocketPathFrom.Everywhere : SocketPathFrom.File, asks?.At)];
    }

    private static IEnumerable<SocketPath> Paths(VclBranch branch)
    {
        for (int i = 0; i + 2 < branch.Condition.Length; i++)
        {
            VclToken wanted = branch.Condition[i + 2];
            if (!branch.Condition[i].IsWord("req.url") || wanted.Kind is not VclTokenKind.Text) continue;
            // What stands in front of *, + or ? may be more or less than it says.
            if (PathPattern.Match(wanted.Text) is not { Success: true } match || match.Groups["rest"].Value is ['*' or '+' or '?' or '{', ..]) continue;
            string path = match.Groups["path"].Value.Replace("\\.", ".", StringComparison.Ordinal);
            if (SocketPathNames.Says(path)) yield return new SocketPath(path, SocketPathFrom.File, wanted.At);
        }
    }
}
