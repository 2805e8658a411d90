using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Apply;

/// <summary>Puts back what was there and has the program load it again. It is not interrupted by anything but a kill, after which <c>--rollback</c> does the same.</summary>
internal sealed class WayBack(ApplyRequest request, Change change, Commands commands, StepLog steps, Verification verification)
{
    /// <summary>Puts back, tests, reloads, and looks at what that is worth.</summary>
    /// <param name="test">The command that tests; null: none.</param>
    /// <param name="reload">The command that reloads; null: none.</param>
    /// <param name="wasTested">Whether the test may have brought the new text to where the program runs; the test brings the old one there then.</param>
    /// <param name="wasReloaded">Whether the program may have loaded the new text.</param>
    /// <param name="verify">What to examine at the end; null: nothing.</param>
    /// <returns>Whether everything is as it was.</returns>
    public async Task<bool> RunAsync(string? test, string? reload, bool wasTested, bool wasReloaded, ExaminationOptions? verify)
    {
        await steps.BeginAsync("put back").ConfigureAwait(false);
        string? since = change.PutBack();
        await steps.DoneAsync(Printable.Line(request.Target)).ConfigureAwait(false);
        if (since is not null) await steps.SayAsync($"it had been changed since it was applied; that text is kept as {Printable.Line(since)}").ConfigureAwait(false);
        bool well = !wasTested || await commands.StepAsync("test", test, CancellationToken.None).ConfigureAwait(false);
        if (wasReloaded) well = well && await commands.StepAsync("reload", reload, CancellationToken.None).ConfigureAwait(false);
        if (verify is not null && wasReloaded)
        {
            await steps.BeginAsync("verify").ConfigureAwait(false);
            Judgement judgement = await verification.AfterReloadAsync(verify, hoped: null, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            await steps.DoneAsync(Verification.Told(judgement)).ConfigureAwait(false);
        }

        await steps.SayAsync(well ? "put back: everything is as it was" : "put back, but the program did not take it: see above").ConfigureAwait(false);
        return well;
    }
}
