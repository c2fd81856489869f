using System.Globalization;
using Zhiping.Policy.Rules;

namespace Zhiping.Tests.Policy;

public sealed class DatesTests
{
    [Fact]
    public void EveryDayOfThreeCenturies_IsReadAsTheCalendarHasIt()
    {
        for (var day = new DateOnly(1900, 1, 1); day <= new DateOnly(2200, 12, 31); day = day.AddDays(1))
        {
            Assert.Equal(day.DayNumber, Dates.DayNumber(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            Assert.Equal(new DateOnly(day.Year, day.Month, 1), Dates.Parse(day.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2100-02-29")]
    [InlineData("2024-04-31")]
    [InlineData("2024-08-32")]
    [InlineData("2024-08-00")]
    [InlineData("2024-00-10")]
    [InlineData("2024-13-10")]
    [InlineData("2024-13")]
    [InlineData("1899-12-31")]
    [InlineData("2201-01-01")]
    [InlineData("2024/08/12")]
    [InlineData("2024-08/12")]
    [InlineData("2024-8-012")]
    [InlineData("20x4-08-12")]
    [InlineData("2024-0x-12")]
    [InlineData("2024-08-1x")]
    [InlineData("２０２４-08-12")]
    [InlineData("2024-08-12 ")]
    [InlineData("202-408")]
    [InlineData("")]
    [InlineData(null)]
    public void WhatNamesNoDay_IsNoDay(string? text) => Assert.Null(Dates.Parse(text));
}
