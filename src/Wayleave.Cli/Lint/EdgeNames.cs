using Wayleave.Rules.Config.Model;

namespace Wayleave.Cli.Lint;

/// <summary>What <c>--edge</c> may say.</summary>
internal static class EdgeNames
{
    /// <summary>The names, the commonest first.</summary>
    public static readonly string[] All = [.. KnownEdges.All.Select(edge => edge.Name), KnownEdges.None];
}
