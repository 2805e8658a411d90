using System.Text;
using Wayleave.Protocol.Jwt;
using Wayleave.Protocol.Tickets;

namespace Wayleave.Fuzz.Targets;

internal static class Tokens
{
    private static readonly JwtKey s_key = JwtKey.OfSecret("a secret of thirty-two bytes, or more");

    public static FuzzTarget Target { get; } = new(
        "tokens",
        "A token is refused with a reason, or read and refused for its signature; a ticket has one text; a query keeps all but its tickets.",
        [
            FuzzTarget.Text("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            FuzzTarget.Text("eyJhbGciOiJub25lIn0.eyJzdWIiOiI3IiwiYXVkIjpbImEiLCJiIl0sImV4cCI6MTUwMDAwMDAwMC41fQ."),
            FuzzTarget.Text("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"),
            FuzzTarget.Text("/ws?a=1&ticket=x%2By&b=%41&connection_token"),
            FuzzTarget.Text("""{"keys":[{"kty":"EC","crv":"P-256","kid":"1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"""),
        ],
        (input, random) =>
        {
            var text = Encoding.Latin1.GetString(input);
            if (JsonWebToken.TryRead(text, out var token, out var violation) ? violation != JwtViolation.None || token.Verify(s_key) == JwtViolation.None : violation == JwtViolation.None)
                return "a token that nobody signed is sound, or one that is not is refused for nothing";
            if (TicketText.TryHash(text, out _) && TicketText.Write(System.Buffers.Text.Base64Url.DecodeFromChars(text)) != text)
                return "a ticket with two texts";
            JsonWebKeySet.TryRead(input, JwtAlgorithm.ES256, out _);
            var left = QueryPart.Take(text, ["ticket"], out var values);
            return QueryPart.Take(left, ["ticket"], out var again) != left || again.Length > 0 || (values.IsEmpty && left != text) ? $"'{text}' became '{left}'" : null;
        });
}
