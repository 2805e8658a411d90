using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Lint;

/// <summary>Reads the files of one deployment and asks every rule about them.</summary>
public static class Linter
{
    /// <summary>Lints files. Never throws.</summary>
    /// <param name="sources">The files, in the order in which they were named.</param>
    /// <param name="options">What the caller told.</param>
    public static LintReport Check(ImmutableArray<SourceText> sources, LintOptions options)
    {
        ImmutableArray<ReadError>.Builder errors = ImmutableArray.CreateBuilder<ReadError>();
        ImmutableArray<ConfigFile>.Builder files = ImmutableArray.CreateBuilder<ConfigFile>();
        foreach (SourceText source in sources)
        {
            IConfigKind? kind = options.Kind is { } told ? ConfigKinds.Find(told) : ConfigKinds.Recognise(source);
            if (kind is null)
            {
                errors.Add(new ReadError(source.All.Before, "what kind of file this is cannot be seen; name it with --kind"));
                continue;
            }

            ConfigFile file = kind.Read(source, options.Context);
            errors.AddRange(file.Errors);
            files.Add(file);
        }

        Deployment deployment = Deployment.Of(Outermost(files.ToImmutable()), options.Paths, options.Edge, options.Domain);
        return new LintReport(deployment, Judge(deployment), [.. errors.Distinct()]) { Files = files.ToImmutable() };
    }

    // A file that another one brings in is judged there, where it has its surroundings. Of two that bring in each other the first counts.
    private static ImmutableArray<ConfigFile> Outermost(ImmutableArray<ConfigFile> files) =>
        [.. files.Where((file, i) => !files.Where((other, j) => i != j && other.Included.Contains(file.Source) && (j < i || !file.Included.Contains(other.Source))).Any())];

    private static ImmutableArray<LintFinding> Judge(Deployment deployment) =>
    [
        .. LintCatalogue.Rules.SelectMany(rule => rule.Check(deployment))
            // A snippet that two sites include, and a line that two sockets reach, are told once.
            .DistinctBy(finding => (finding.Rule.Name, finding.At))
            .Where(finding => !Suppression.Covers(finding))
            .OrderBy(finding => finding.At.Source.Name, StringComparer.Ordinal).ThenBy(finding => finding.At.Start).ThenByDescending(finding => finding.Severity),
    ];
}
