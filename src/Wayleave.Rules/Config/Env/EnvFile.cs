using System.Collections.Immutable;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Env;

/// <summary>A file of variables: <c>.env</c>, <c>.env.production</c>.</summary>
/// <param name="Source">The file.</param>
/// <param name="Lines">The variables that it sets, in its order.</param>
internal sealed record EnvFile(SourceText Source, ImmutableArray<EnvLine> Lines) : ConfigFile(Source, "env")
{
    private static readonly string[] s_environments = ["APP_ENV", "NODE_ENV", "RAILS_ENV", "RACK_ENV", "MIX_ENV", "ASPNETCORE_ENVIRONMENT", "ENVIRONMENT"];
    private static readonly string[] s_developers = ["local", "dev", "development", "test", "testing", "example", "sample", "template", "dist", "ci"];

    /// <summary>Whether it is one for developers or an example that nobody runs with.</summary>
    public bool IsForDevelopers => Source.Name.Split('/')[^1].Split('.').Any(part => s_developers.Contains(part)) || Environment is "local" or "development" or "dev" or "test" or "testing";

    /// <summary>Whether it certainly rules in production: its name or a variable says so.</summary>
    public bool IsForProduction => Source.Name.Split('/')[^1].Split('.').Any(part => part is "production" or "prod") || Environment is "production" or "prod";

    private string? Environment => Lines.LastOrDefault(line => s_environments.Contains(line.Name))?.Value.ToLowerInvariant();

    /// <summary>A variable's line; the last one where it is set twice. Null if it is not set.</summary>
    public EnvLine? Find(string name) => Lines.LastOrDefault(line => line.Name == name);

    /// <summary>A variable's value with <c>${OTHER}</c> filled in from the same file; null if it is not set or cannot be known.</summary>
    public string? Value(string name) => Value(name, 0);

    private string? Value(string name, int depth)
    {
        if (Find(name) is not { } line || depth > 8) return null;
        string text = line.Value;
        for (int open = text.IndexOf("${", StringComparison.Ordinal); open >= 0; open = text.IndexOf("${", StringComparison.Ordinal))
        {
            int close = text.IndexOf('}', open);
            if (close < 0 || Value(text[(open + 2)..close], depth + 1) is not { } inner || inner.Contains("${", StringComparison.Ordinal)) return null;
            text = text[..open] + inner + text[(close + 1)..];
        }

        return text;
    }
}
