using Zhiping.Accounts;
using Zhiping.Applications;
using Zhiping.Data;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using Zhiping.Review;

namespace Zhiping.Demo;

/// <summary>The unit, the authority and the committee's office look a case through.</summary>
public sealed partial class SeasonPlayer
{
    private void PlanUnit(Taking taking)
    {
        var starts = At(Today.AddDays(1), 11);
        if (taking.Applicant.Trait == SeasonTrait.ReturnedByUnit && taking.Reviews == 0)
        {
            Plan(taking, starts, "unit", async () =>
            {
                taking.Reviews++;
                var by = By(taking.Applicant.Unit, Role.UnitHr, "其余材料已核对。");
                await Remark(taking, by, "career", "岗位职责写得太简单。", "请写明本人承担的工作。", "四(二)");
                await With<ReviewDesk>(desk => desk.Return(by, taking.ApplicationId));
                PlanCorrection(taking, 2, () => PlanUnit(taking));
            });
            return;
        }

        Plan(taking, starts, "unit", () => StartPublicity(taking));
    }

    private async Task StartPublicity(Taking taking)
    {
        var hr = By(taking.Applicant.Unit, Role.UnitHr);
        var text = new PublicityText("遵纪守法，爱岗敬业。", "近五年主持基层文化活动多项，本人为负责人。", "单位办公室", taking.Applicant.Unit.ContactPhone ?? "0997-000 0000");
        var publicity = taking.Browser is not null
            ? await StartPublicityOverHttp(taking, text)
            : await With<UnitDesk, UnitPublicity>(desk => desk.StartPublicity(hr, taking.ApplicationId, Today, null, text));
        Plan(taking, publicity.EndsAt.AddMilliseconds(-1), "unit", () => taking.Browser is not null
            ? RecommendTooEarlyOverHttp(taking)
            : Refused<ReviewDesk>("recommended before the publicity ended", desk => desk.Recommend(By(taking.Applicant.Unit, Role.UnitLeader), taking.ApplicationId, true)));
        Plan(taking, publicity.EndsAt.AddHours(9.5), "unit", () => Recommend(taking));
    }

    private async Task Recommend(Taking taking)
    {
        var unit = taking.Applicant.Unit;
        if (taking.Applicant.Trait == SeasonTrait.SlowUnit && until is null)
        {
            await Refused<UnitDesk>("the unit was too slow", desk => desk.EndPublicity(By(unit, Role.UnitHr), taking.ApplicationId, PublicityOutcome.NoObjection, null));
            return;
        }

        if (taking.Browser is not null)
        {
            await EndPublicityOverHttp(taking);
            await PassOnOverHttp(taking, unit, Role.UnitLeader, "Recommend");
        }
        else
        {
            await With<UnitDesk>(desk => desk.EndPublicity(By(unit, Role.UnitHr), taking.ApplicationId, PublicityOutcome.NoObjection, "公示期间无异议。"));
            await AttachUnitPapers(taking);
            await With<ReviewDesk>(desk => desk.TickAll(By(unit, Role.UnitLeader), taking.ApplicationId));
            await With<ReviewDesk>(desk => desk.Recommend(By(unit, Role.UnitLeader), taking.ApplicationId, true));
        }

        Plan(taking, At(Today.AddDays(1), 15), "authority", () => AtAuthority(taking));
    }

    private async Task AtAuthority(Taking taking)
    {
        var authority = bodies.Authorities.First(a => a.Id == taking.Applicant.Unit.AuthorityId);
        if (taking.Applicant.Trait == SeasonTrait.ReturnedByAuthority && taking.Reviews == 0)
        {
            taking.Reviews++;
            var by = By(authority, Role.AuthorityClerk, "请尽快改正。");
            await Remark(taking, by, "summary", "总结里没有写本人作用。", "请补写本人承担的部分。", "四(二)");
            await With<ReviewDesk>(desk => desk.Return(by, taking.ApplicationId));
            PlanCorrection(taking, 2, () => Plan(taking, At(Today.AddDays(1), 15), "authority", () => AtAuthority(taking)));
            return;
        }

        if (taking.Browser is not null)
        {
            await PassOnOverHttp(taking, authority, Role.AuthorityClerk, "Endorse");
        }
        else
        {
            await With<ReviewDesk>(desk => desk.TickAll(By(authority, Role.AuthorityClerk), taking.ApplicationId));
            await With<ReviewDesk>(desk => desk.Endorse(By(authority, Role.AuthorityClerk), taking.ApplicationId));
        }

        taking.Reviews = 0;
        Plan(taking, At(Today.AddDays(2), 11), "office", () => AtOffice(taking));
    }

    private async Task AtOffice(Taking taking)
    {
        taking.Reviews++;
        var by = By(bodies.CommitteeOffice, Role.OfficeClerk, "其他材料已核对。");
        var desk = bodies.CommitteeOffice;
        switch (taking.Applicant.Trait)
        {
            case SeasonTrait.LeavesName when taking.Reviews == 1:
                Report.Mistake("left the own name on a page");
                await ReturnForName(taking, by);
                PlanCorrection(taking, 2, () => Plan(taking, At(Today.AddDays(1), 10), "office", () => AtOffice(taking)), () => MaskName(taking));
                return;
            case SeasonTrait.ReturnedOnce when taking.Reviews == 1 && taking.Browser is not null:
                await ReturnOverHttp(taking, "practice", "专业实践没有写明本人作用。", "请写明本人承担的工作。", "四(一)1");
                PlanCorrection(taking, 2, () => Plan(taking, At(Today.AddDays(1), 10), "office", () => AtOffice(taking)));
                return;
            case SeasonTrait.ReturnedOnce or SeasonTrait.CorrectsTooLate when taking.Reviews == 1:
            case SeasonTrait.FailsThrice when taking.Reviews < 3:
                await Remark(taking, by, "practice", "专业实践没有写明本人作用。", "请写明本人承担的工作。", "四(一)1");
                await With<ReviewDesk>(d => d.Return(by, taking.ApplicationId));
                if (taking.Applicant.Trait == SeasonTrait.CorrectsTooLate)
                {
                    Plan(taking, await DueOf(taking), "submit", () =>
                        Refused<ApplicationDesk>("corrected after the clock ran out", d => d.Submit(Own(taking), taking.ApplicationId, Key(taking, 2))));
                    return;
                }

                PlanCorrection(taking, 1 + taking.Reviews, () => Plan(taking, At(Today.AddDays(1), 10), "office", () => AtOffice(taking)));
                return;
            case SeasonTrait.FailsThrice:
                await Remark(taking, by, "practice", "第三次提交仍没有写明本人作用。", "本年度不再受理。", "四(一)1");
                await Refused<ReviewDesk>("returned a third time", d => d.Return(by, taking.ApplicationId));
                await With<ReviewDesk>(d => d.RefuseForGood(by, taking.ApplicationId));
                return;
        }

        if (taking.Browser is not null)
        {
            await AdmitUntickedOverHttp(taking);
            await PassOnOverHttp(taking, desk, Role.OfficeClerk, "Admit");
        }
        else
        {
            await Refused<ReviewDesk>("admitted with the checklist unticked", d => d.Admit(by, taking.ApplicationId));
            await With<ReviewDesk>(d => d.TickAll(by, taking.ApplicationId));
            await With<ReviewDesk>(d => d.Admit(By(desk, Role.OfficeClerk), taking.ApplicationId));
        }

        if (taking.Applicant.Trait != SeasonTrait.NeverPays)
        {
            Plan(taking, At(Today.AddDays(1), 12), "pay", () => taking.Browser is not null ? PayOverHttp(taking) : Pay(taking));
        }
    }

    private async Task ReturnForName(Taking taking, Act by)
    {
        const string text = "毕业证书上的姓名没有遮盖。";
        const string remedy = "请在“遮盖”里盖住姓名。";
        if (taking.Browser is not null)
        {
            await ReturnOverHttp(taking, "education", text, remedy, "四(一)3");
            return;
        }

        await Remark(taking, by, "education", text, remedy, "四(一)3");
        await With<ReviewDesk>(desk => desk.Return(by, taking.ApplicationId));
    }

    private Task Remark(Taking taking, Act by, string section, string text, string remedy, string clause) =>
        With<ReviewDesk>(desk => desk.AddRemark(by, taking.ApplicationId, new RemarkInput(
            new Place(section), text, remedy, new ClauseRef(notice.ShortTitle.Zh, clause), taking.Reviews > 1 ? "上次的意见没有改好。" : null)));

    private Task<DateTimeOffset> DueOf(Taking taking) => With<ApplicationDesk, DateTimeOffset>(async desk =>
        (await desk.Desk(taking.ApplicationId, clock.Now())).Application.Due?.At ?? throw new SeasonWentWrongException("A return started no clock."));
}
