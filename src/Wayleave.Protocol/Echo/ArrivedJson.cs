using System.Text.Json.Serialization;

namespace Wayleave.Protocol.Echo;

/// <summary>The shape that the doctor's saved facts use too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Arrived))]
internal sealed partial class ArrivedJson : JsonSerializerContext;
