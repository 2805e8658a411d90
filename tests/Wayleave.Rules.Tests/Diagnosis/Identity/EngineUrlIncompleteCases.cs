using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Diagnosis.Identity;

namespace Wayleave.Rules.Tests.Diagnosis.Identity;

internal sealed class EngineUrlIncompleteCases : IRuleCases
{
    public IDiagnosisRule Rule { get; } = new EngineUrlIncomplete();

    public IEnumerable<RuleCase> Fires =>
    [
        new("no transport in the query", RunBuilder.Socket("wss://app.example/socket.io/").Upgrade(Reply.Of(400, "Bad Request").WithBody("{\"code\":0,\"message\":\"Transport unknown\"}")), "client"),
    ];

    public IEnumerable<RuleCase> Silent =>
    [
        new("another code is another matter", RunBuilder.Socket("wss://app.example/socket.io/?EIO=4&transport=websocket").Upgrade(Reply.Of(400, "Bad Request").WithBody("{\"code\":3,\"message\":\"Bad request\"}"))),
        new("a healthy chain", RunBuilder.Healthy()),
    ];
}
