using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Lint;

/// <summary>The options that a case's arguments ask for.</summary>
internal static class CaseOptions
{
    public static LintOptions Of(LintCase one, CaseFiles files)
    {
        var options = new LintOptions { Context = new ReadContext { Files = files } };
        for (int i = 0; i < one.Arguments.Length; i += 2)
            options = With(options, one.Arguments[i], one.Arguments[i + 1]);
        return options;
    }

    private static LintOptions With(LintOptions options, string name, string value) => name switch
    {
        "--path" => options with { Paths = options.Paths.Add(value) },
        "--edge" => options with { Edge = value },
        "--domain" => options with { Domain = value },
        "--kind" => options with { Kind = value },
        "--server-version" when value.Split('=') is [var product, var version] =>
            options with { Context = options.Context with { Versions = options.Context.Versions.SetItem(product, Version.Parse(version)) } },
        "--set" when value.Split('=', 2) is [var variable, var text] =>
            options with { Context = options.Context with { Variables = (options.Context.Variables ?? ImmutableDictionary<string, string>.Empty).SetItem(variable, text) } },
        _ => throw new InvalidDataException($"a case has the argument {name}, which is not known here"),
    };
}
