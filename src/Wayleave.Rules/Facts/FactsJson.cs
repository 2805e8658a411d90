using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wayleave.Rules.Facts;

/// <summary>Runs as JSON text, for <c>--save</c> and <c>--from</c>.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(ArrivedFacts))]
public sealed partial class FactsJson : JsonSerializerContext;
