using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary><c>POST /reload</c>.</summary>
/// <param name="services">What it touches.</param>
internal sealed class ReloadEndpoint(AdminServices services)
{
    /// <summary>Loads the settings anew, and says whether they hold.</summary>
    public async Task AnswerAsync(HttpContext context, string given)
    {
        if (services.Reload is not { } reload)
        {
            await AdminAnswers.SendAsync(context, new AdminProblem(501, "there is no file of settings to load anew")).ConfigureAwait(false);
            return;
        }

        var result = await reload().ConfigureAwait(false);
        if (!result.IsApplied)
        {
            await AdminAnswers.SendAsync(context, new AdminProblem(400, "the new settings are wrong; the old ones go on", result.Problems)).ConfigureAwait(false);
            return;
        }

        await AdminAnswers.SendAsync(context, 200, json =>
        {
            AdminAnswers.WriteList(json, "changes", result.Changes);
            AdminAnswers.WriteList(json, "at_next_start", result.AtNextStart);
        }).ConfigureAwait(false);
    }
}
