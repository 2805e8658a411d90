using Wayleave.Server.Carry;

namespace Wayleave.Server.Tests.Carry;

public sealed class CarrierPlacesTests
{
    [Fact]
    public void Who_gets_none_takes_none()
    {
        var places = new CarrierPlaces();
        for (var i = 0; i < CarrierPlaces.Most; i++)
            places.TryTake().ShouldBeTrue();
        for (var i = 0; i < 3; i++)
            places.TryTake().ShouldBeFalse();
        places.Free();
        (places.TryTake(), places.TryTake()).ShouldBe((true, false));
    }
}
