using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Admin;

/// <summary>What the client of a socket is told that the admin closes.</summary>
/// <param name="Code">The close code.</param>
/// <param name="Reason">The reason.</param>
internal sealed record CloseOrder(CloseCode Code, string Reason)
{
    /// <summary>What is told where the request says nothing: most clients do not come back after a 1008.</summary>
    public static CloseOrder Default { get; } = new(CloseCode.PolicyViolation, "closed by the admin");

    /// <summary>Reads <c>{"code": 4000, "reason": "…"}</c>.</summary>
    /// <param name="body">The object.</param>
    /// <param name="order">What it says.</param>
    /// <returns>What is wrong with it; null if nothing.</returns>
    public static AdminProblem? Read(JsonElement body, out CloseOrder order)
    {
        order = Default;
        if (body.TryGetProperty("code", out var code))
        {
            if (code.ValueKind != JsonValueKind.Number || !code.TryGetUInt16(out var number) || !CloseCodes.MayBeReceived(number))
                return new AdminProblem(400, "the code is none that may be sent", "1000 to 1003, 1007 to 1014, or 3000 to 4999");
            order = order with { Code = (CloseCode)number };
        }

        if (!body.TryGetProperty("reason", out var reason))
            return null;
        if (reason.ValueKind != JsonValueKind.String || Encoding.UTF8.GetByteCount(reason.GetString()!) > ClosePayload.MaxReasonBytes)
            return new AdminProblem(400, $"the reason is no text of at most {ClosePayload.MaxReasonBytes} bytes");
        order = order with { Reason = reason.GetString()! };
        return null;
    }
}
