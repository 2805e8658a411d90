using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Env;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Identity;

/// <summary>A production build is told that its socket is on the visitor's own machine.</summary>
internal sealed class PublicVariableLocalSocket : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("public-variable-local-socket", CauseNames.ClientUrlWrong, Severity.Error)
    {
        Why = "Variables with such a prefix (VITE_, NEXT_PUBLIC_, REACT_APP_) are written into the pages. localhost is then the visitor's machine, where nothing listens.",
        Fix = "Name the public address, or leave the variable out and build the address from location.host.",
        Source = "https://vite.dev/guide/env-and-mode.html",
        Kinds = ["env"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from variable in PublicVariable.Of(deployment.Files)
        where variable.IsSockets && variable.Address is { } address && (address.IsLoopback || address.Host == "0.0.0.0")
        where variable.File.IsForProduction || (deployment.Domain is not null && !IsReplaced(deployment, variable))
        select Info.Found(variable.Line.At, $"{variable.Line.Name} is written into the pages, and {variable.Address!.Host} is the visitor's own machine there: no socket opens for anybody else");

    // `.env.production` rules over `.env`.
    private static bool IsReplaced(Deployment deployment, PublicVariable variable) => deployment.Of<EnvFile>().Any(other => other.IsForProduction && other.Find(variable.Line.Name) is not null);
}
