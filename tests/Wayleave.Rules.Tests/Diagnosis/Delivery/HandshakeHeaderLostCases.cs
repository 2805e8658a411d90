using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Delivery;

namespace Wayleave.Rules.Tests.Diagnosis.Delivery;

internal sealed class HandshakeHeaderLostCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new HandshakeHeaderLost();

    public IEnumerable<RuleCase> Fires =>
    [
        new("CloudFront drops the key", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").With("X-Amz-Cf-Id", "x").WithBody("Missing or invalid Sec-WebSocket-Key header")), "cloudfront"),
        new("our own far end misses it", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").Telling(headers: [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")])), "proxy"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("all of it arrives", RunBuilder.Socket().Upgrade(Reply.Opens().Telling(headers: [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "x")]))),
        new("the origin says the same", RunBuilder.Socket().Upgrade(Reply.Of(400, "Bad Request").WithBody("Missing or invalid Sec-WebSocket-Key header")).To("10.0.0.5:8000").Upgrade(Reply.Of(400, "Bad Request")).ToPublic()),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
