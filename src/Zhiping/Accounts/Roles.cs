namespace Zhiping.Accounts;

/// <summary>Roles in words.</summary>
public static class Roles
{
    /// <summary>Chinese text and key of the English one.</summary>
    public static string NameOf(Role role) => role switch
    {
        Role.UnitHr => "单位人事管理员",
        Role.UnitLeader => "单位负责人",
        Role.AuthorityClerk => "主管部门审核人",
        Role.BureauClerk => "人社局、教科局审核人",
        Role.OfficeClerk => "评委会办公室审核人",
        Role.OfficeHead => "评委会办公室主任",
        Role.Chair => "评委会主任委员",
        Role.SettingUpClerk => "组建部门经办人",
        Role.TitleOfficeClerk => "职称办公室经办人",
        Role.Supervisor => "监督人员",
        Role.Operator => "平台运维人员",
    };
}
