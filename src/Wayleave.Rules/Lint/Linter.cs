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
        ImmutableArray<(SourceText Source, IConfigKind Kind)>.Builder known = ImmutableArray.CreateBuilder<(SourceText Source, IConfigKind Kind)>();
        foreach (SourceText source in sources)
        {
            IConfigKind? kind = options.Kind is { } told ? ConfigKinds.Find(told) : ConfigKinds.Recognise(source);
            if (kind is null)
            {
                errors.Add(new ReadError(source.All.Before, "what kind of file this is cannot be seen; name it with --kind"));
                continue;
            }

            known.Add((source, kind));
        }

        ImmutableArray<ConfigFile> files = Read(known.ToImmutable(), options.Context);
        ImmutableArray<ConfigFile> all = [.. files.SelectMany(file => file.Inside.Prepend(file))];
        errors.AddRange(all.SelectMany(file => file.Errors));
        Deployment deployment = Deployment.Of(Outermost(all), options.Paths, options.Edge, options.Domain);
        return new LintReport(deployment, Judge(deployment), [.. errors.Distinct()]) { Files = files };
    }

    // What a compose file tells (a version, a template's variables) is known only once it is read; then the others are read anew.
    private static ImmutableArray<ConfigFile> Read(ImmutableArray<(SourceText Source, IConfigKind Kind)> known, ReadContext context)
    {
        ImmutableArray<ConfigFile> files = [.. known.Select(one => one.Kind.Read(one.Source, context))];
        ReadContext told = files.Aggregate(context, (before, file) => file.Inform(before));
        if (told != context) files = [.. known.Select(one => one.Kind.Read(one.Source, told))];
        return [.. files.Select(file => file.Beside(files))];
    }

    // A file that another one brings in is judged there, where it has its surroundings. Of two that bring in each other the first counts.
    private static ImmutableArray<ConfigFile> Outermost(ImmutableArray<ConfigFile> files) =>
        [.. files.Where((file, i) => !files.Where((other, j) => i != j && other.Included.Contains(file.Source) && (j < i || !file.Included.Contains(other.Source))).Any())];

    private static ImmutableArray<LintFinding> Judge(Deployment deployment)
    {
        // A snippet that two sites include, and a line that two sockets reach, are told once.
        ImmutableArray<LintFinding> all = [.. LintCatalogue.Rules.SelectMany(rule => rule.Check(deployment)).DistinctBy(finding => (finding.Rule.Name, finding.At))];
        // Of one cause in one file the rule that knows the product says more than the one that holds for all.
        var known = all.Where(finding => !finding.Rule.Kinds.IsEmpty).Select(finding => (finding.Rule.Cause, finding.At.Source)).ToHashSet();
        return
        [
            .. all.Where(finding => !finding.Rule.Kinds.IsEmpty || !known.Contains((finding.Rule.Cause, finding.At.Source)))
            .Where(finding => !Suppression.Covers(finding))
            .OrderBy(finding => finding.At.Source.Name, StringComparer.Ordinal).ThenBy(finding => finding.At.Start).ThenByDescending(finding => finding.Severity),
        ];
    }
}
