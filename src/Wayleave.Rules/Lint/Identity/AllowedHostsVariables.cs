using System.Collections.Immutable;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Django;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>Variables from which Django's settings take the hosts that they let in.</summary>
internal static class AllowedHostsVariables
{
    /// <summary>The lines that set them.</summary>
    public static ImmutableArray<EnvLine> Of(Deployment deployment) =>
        EnvironmentValues.Of(deployment.Files, name => name is "ALLOWED_HOSTS" or "DJANGO_ALLOWED_HOSTS" or "DJANGO_ALLOWED_HOST");

    /// <summary>How settings take such a variable apart: the text of each assignment that names it; empty where no settings are seen.</summary>
    public static string Reading(Deployment deployment, EnvLine line) => string.Concat(
        from file in deployment.Of<DjangoFile>()
        from assignment in file.Module.Assignments
        where assignment.Name == "ALLOWED_HOSTS" && assignment.At.Text.Contains(line.Name, StringComparison.Ordinal)
        select assignment.At.Text);

    /// <summary>Whether it is certainly Django's: other servers have variables of that name.</summary>
    public static bool IsDjangos(Deployment deployment, EnvLine line) =>
        line.Name.StartsWith("DJANGO", StringComparison.Ordinal) || deployment.Of<DjangoFile>().Any() || deployment.Files.SelectMany(file => file.Commands).Any(command => command.Program is "daphne" or "manage.py");

    /// <summary>The hosts of a value, between commas, semicolons or blanks.</summary>
    public static string[] Hosts(EnvLine line) => line.Value.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a value is written as a list of Python or JSON: <c>['a', 'b']</c>.</summary>
    public static bool IsList(EnvLine line) => line.Raw.Trim('"', '\'') is ['[', _, ..] text && text.AsSpan(1).TrimStart() is ['"' or '\'', ..];
}
