using System.Collections.Immutable;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Deflate;

/// <summary>The agreement on permessage-deflate, from both sides.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7692#section-5">RFC 7692 §5</seealso>
public static class DeflateNegotiation
{
    private const int WidestWindow = 15;

    /// <summary>A server's answer: the first offer that is sound is taken as it is offered.</summary>
    /// <param name="request">The headers of the request.</param>
    /// <param name="agreement">The agreement where the answer is not null.</param>
    /// <returns>The value of <c>Sec-WebSocket-Extensions</c> for the 101; null if there is no sound offer.</returns>
    public static string? Accept(HeaderLines request, out DeflateAgreement? agreement)
    {
        agreement = null;
        if (Offers(request) is not [var offer, ..])
            return null;

        // A client's hint about its own window needs no answer: we inflate with the widest.
        var answer = offer with { ClientMaxWindowBits = null, ClientMaxWindowBitsNamed = false };
        agreement = new DeflateAgreement(
            offer.ServerNoContextTakeover, offer.ClientNoContextTakeover, offer.ServerMaxWindowBits ?? WidestWindow);
        return answer.ToString();
    }

    /// <summary>A client's look at the answer.</summary>
    /// <param name="request">The headers of the request as sent.</param>
    /// <param name="response">The headers of the 101.</param>
    /// <param name="agreement">The agreement; null if there is none.</param>
    /// <returns>False if the answer is none that the offer allows: the socket must be failed (RFC 6455 §4.1).</returns>
    public static bool TryReadAnswer(HeaderLines request, HeaderLines response, out DeflateAgreement? agreement)
    {
        agreement = null;
        var answers = Extension.ReadAll(response);
        if (answers.IsEmpty)
            return true;
        if (answers is not [{ Name: DeflateParameters.ExtensionName } only] || DeflateParameters.Read(only.Parameters) is not { } answer)
            return false;
        // In an answer the client's window has a value or is not named at all.
        if (answer is { ClientMaxWindowBitsNamed: true, ClientMaxWindowBits: null } || !Offers(request).Any(offer => Answers(answer, offer)))
            return false;

        agreement = new DeflateAgreement(
            answer.ServerNoContextTakeover, answer.ClientNoContextTakeover,
            answer.ServerMaxWindowBits ?? WidestWindow, answer.ClientMaxWindowBits ?? WidestWindow);
        return true;
    }

    private static ImmutableArray<DeflateParameters> Offers(HeaderLines request) =>
    [
        .. Extension.ReadAll(request)
            .Where(extension => extension.Name == DeflateParameters.ExtensionName)
            .Select(extension => DeflateParameters.Read(extension.Parameters))
            .OfType<DeflateParameters>(),
    ];

    // RFC 7692 §7.1.1 and §7.1.2: a server may limit itself unasked; it must do what was asked of it; and it may limit the
    // client's window only where the client said that it can be.
    private static bool Answers(DeflateParameters answer, DeflateParameters offer) =>
        (answer.ServerNoContextTakeover || !offer.ServerNoContextTakeover)
        && (answer.ServerMaxWindowBits ?? WidestWindow) <= (offer.ServerMaxWindowBits ?? WidestWindow)
        && (offer.ClientMaxWindowBitsNamed || !answer.ClientMaxWindowBitsNamed);
}
