using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>Tells who wrote an answer, which decides whom to blame for it.</summary>
/// <remarks>
/// A <c>Server</c> header alone proves little: nginx and Cloudflare put their own name over the app's answer. What proves is the style of an error
/// page, a text that only one library has, or a header that a product sets on its own answers only.
/// </remarks>
public static class Answerer
{
    /// <summary>Who wrote the answer; <see cref="Answer.Unknown"/> if nothing shows it.</summary>
    /// <param name="exchange">A request and its answer.</param>
    public static Answer Of(HttpExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Status is null)
            return Answer.Unknown;
        foreach (Product product in Products.All)
        {
            foreach (Sign sign in product.Writes)
            {
                if (sign.Shows(exchange))
                    return new Answer(product.Kind == HopKind.App ? "app" : product.Name, product.Name, sign.Text);
            }
        }

        return Answer.Unknown;
    }
}
