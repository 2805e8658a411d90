using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Answers with a redirect, which browsers do not follow for a socket.</summary>
internal sealed class Redirect(string? location, bool all) : Fault, IRequestFault
{
    private const int Permanent = 301;

    public static FaultKind Kind { get; } = new(
        new SettingWord("redirect", "Answers with 301 to that URL.")
        {
            Shape = ValueShape.Url,
            Default = "",
            DefaultMeaning = "the request's own URL by https",
            Scoped = true,
        },
        plan => new Redirect(plan.Value.Text.Length == 0 ? null : plan.Value.Text, plan.All));

    public Outcome? OnRequest(Exchange exchange)
    {
        if (!all && !exchange.IsUpgrade)
            return null;
        var page = exchange.Hop.Page(exchange, Permanent);
        string to = location ?? $"https://{exchange.Host}{exchange.Request.Target}";
        return page with { Head = page.Head with { Headers = page.Head.Headers.Set("Location", to) } };
    }
}
