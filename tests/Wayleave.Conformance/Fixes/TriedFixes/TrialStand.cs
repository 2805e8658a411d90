using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Proxies;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>A trial's programs, started for one examination and ended after it.</summary>
internal static class TrialStand
{
    /// <summary>What the trial needs and this machine lacks; null if it is all there.</summary>
    public static string? Lacking(ChainWorld world, FixTrial trial) =>
        (TrialApp.Is(trial.For) ? new TrialApp(trial.For, "").Lacking() : null)
        ?? world.Lacking(trial.Chain(trial.Broken)) ?? world.Lacking(trial.Chain(trial.Mended.Replace("@fix@", string.Join(' ', trial.StandIns.Select(s => s.Here)), StringComparison.Ordinal)));

    /// <summary>Stands the trial's chain with that part, and examines it.</summary>
    public static async Task<TrialRuns.Finished> ExaminedAsync(ChainWorld world, FixTrial trial, string part)
    {
        var chain = trial.Chain(part);
        var addresses = world.AddressesOf(chain);
        var folders = new List<ScratchFolder>();
        var programs = new List<RunningProgram>();
        try
        {
            IEnumerable<IProxy> kinds = TrialApp.Is(trial.For) ? [new TrialApp(trial.For, part), .. ChainWorld.Kinds] : ChainWorld.Kinds;
            var texts = "";
            foreach (var kind in kinds.Where(k => k.FragmentOf(chain) is not null))
            {
                var text = kind.FragmentOf(chain)!;
                var folder = new ScratchFolder(kind.Name);
                folders.Add(folder);
                var arguments = kind.Prepare(folder, chain.Instance, [addresses.Fill(text)]);
                programs.Add(RunningProgram.Start(kind.Name, InstalledPrograms.Find(kind.Executable)!, arguments, TrialApp.Environment(folder.Path)));
                texts += text;
            }

            // Each program names the addresses that it listens on; one that ends before it does is found by its own wait.
            foreach (var (name, signs) in new[] { ("inner2", "@inner2@"), ("inner", "@inner@|@inner-port@"), ("listen", "@listen@|@port@") })
            {
                if (signs.Split('|').Any(s => texts.Contains(s, StringComparison.Ordinal)))
                    await Task.WhenAll(programs.Select(p => p.ListeningAsync(addresses.Own(name))));
            }

            var (run, judgement) = await world.ExamineAsync(chain, addresses);
            return new TrialRuns.Finished(run, judgement);
        }
        finally
        {
            foreach (var program in programs)
                await program.DisposeAsync();
            foreach (var folder in folders)
                folder.Dispose();
        }
    }
}
